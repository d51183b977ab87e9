import { maskOf } from './event-bits.ts'
import type { NormRule } from './norm-schema.ts'
import type { Located } from './located.ts'
import type { Regulation } from './regulation.ts'
import type { Track } from './types.ts'
import type { Pattern } from './vocabulary.ts'

/**
 * Norms that a plan would pass over in silence: a second one of the same name for the same message (only the first would count, or both
 * from one event), and one that stands only on tracks that run as another.
 */
export function repeatedNormFaults(act: Regulation): Located[] {
  return act.norms.flatMap((norm, index): Located[] => {
    const path = ['norms', index]
    const idle = (norm.tracks ?? []).filter((track) => act.tracks[track].as !== undefined)
    if (idle.length > 0) return [strayed(act, [...path, 'tracks'], idle)]
    const first = act.norms.slice(0, index).findIndex((other) => isSecond(act, other, norm))
    if (first === -1) return []
    const { clause } = act.norms[first] as NormRule
    return [
      {
        path: [...path, 'norm'],
        ru: `норма ${norm.norm} для тех же сообщений уже есть (norms.${first}, ${clause}): счёт шёл бы только по ней. Оставьте одну или разделите их: tracks, importance, under.`,
        en: `there is a norm ${norm.norm} for the same messages already (norms.${first}, ${clause}): only that one would count. Keep one, or tell them apart by tracks, importance or under.`,
      },
    ]
  })
}

function strayed(act: Regulation, path: Located['path'], idle: readonly Track[]): Located {
  const list = idle.map((track) => `${track} → ${act.tracks[track].as ?? ''}`).join(', ')
  return {
    path,
    ru: `поток идёт по нормам другого (${list}), своих норм у него быть не может. Назовите тот поток или уберите as.`,
    en: `the track runs by the norms of another (${list}) and can have none of its own. Name that track, or remove as.`,
  }
}

/** Whether some message would be under both. Norms of each event may share a name where they start from different events (route, D-4.1). */
function isSecond(act: Regulation, first: NormRule, second: NormRule): boolean {
  if (first.norm !== second.norm || !meet(tracksOf(act, first), tracksOf(act, second))) return false
  if (first.importance !== undefined && second.importance !== undefined && first.importance !== second.importance) return false
  const [one, other] = [first.under, second.under]
  if (one !== undefined && other !== undefined && one.reading === other.reading && one.is !== other.is) return false
  if (first.each === second.each && first.each !== 'event') return true
  return (startsOf(first) & startsOf(second)) !== 0
}

const tracksOf = (act: Regulation, { tracks }: NormRule): readonly Track[] => tracks ?? (Object.keys(act.tracks) as Track[])

const meet = (some: readonly Track[], others: readonly Track[]): boolean => some.some((track) => others.includes(track))

/** Every event from which a norm may count, under whatever choice of a reading; none for one that counts back. */
function startsOf({ from }: NormRule): number {
  if (from === undefined) return 0
  const lists = Array.isArray(from) ? [from] : Object.values(from.when)
  return lists.flat().reduce((mask, anchor) => mask | maskOf(patternOf(anchor)), 0)
}

const patternOf = (anchor: Pattern | { readonly event: Pattern }): Pattern => (typeof anchor === 'string' ? anchor : anchor.event)
