import type { Regulation } from './regulation.ts'
import type { NormName, Override, Track } from './types.ts'

/** What the act lets be set for one message, each with every track on which it may: also those that run as another. */
export function overridesOf(act: Regulation): Override[] {
  const tracks = Object.keys(act.tracks) as Track[]
  return act.overrides.map(({ tracks: named, ...one }) => ({
    ...one,
    tracks: tracks.filter((track) => named === undefined || named.includes(act.tracks[track].as ?? track)),
  }))
}

export function overrideOf(overrides: readonly Override[], norm: NormName, track: Track): Override | undefined {
  return overrides.find((one) => one.norm === norm && one.tracks.includes(track))
}
