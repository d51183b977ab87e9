import type { Stretches } from '@otklik/worktime/stretches'
import { localDay, nextMidnight } from '../words/moments.ts'

export type SeamKind = 'lunch' | 'night' | 'daysOff'

/** Time in which nobody works, folded: `from`–`to` is squeezed into `width` pixels at `x`. */
export type Seam = { readonly kind: SeamKind; readonly from: number; readonly to: number; readonly x: number; readonly width: number }

export type Tick = { readonly moment: number; readonly x: number; readonly kind: 'day' | 'hour' }

export type Axis = {
  readonly from: number
  readonly to: number
  readonly width: number
  /** Pixels from the left for a moment; moments outside stand at the edges. Never goes back as time goes on. */
  readonly x: (moment: number) => number
  readonly seams: readonly Seam[]
  readonly ticks: readonly Tick[]
}

const hour = 3_600_000
const seamWidths: Record<SeamKind, number> = { lunch: 4, night: 10, daysOff: 16 }
/** Seams never take more than this part of the axis, or the work between them could not be seen. */
const seamShare = 0.4
/** Hours are written only as near as this, in pixels. */
const hourRoom = 52

type Piece = { readonly from: number; readonly to: number; readonly open: boolean; readonly kind: SeamKind }

function pieces(stretches: Stretches, from: number, to: number, zone: string): Piece[] {
  const found: Piece[] = []
  let at = from
  const close = (until: number) => {
    if (until > at) found.push({ from: at, to: until, open: false, kind: kindOf(at, until, zone) })
    at = Math.max(at, until)
  }
  for (const [start, end] of stretches) {
    if (end <= from) continue
    if (start >= to) break
    close(Math.max(start, from))
    const until = Math.min(end, to)
    if (until > at) found.push({ from: at, to: until, open: true, kind: 'night' })
    at = Math.max(at, until)
  }
  close(to)
  return found
}

function kindOf(from: number, to: number, zone: string): SeamKind {
  // A break at noon is short; anything that holds a whole day is days off; the rest is a night.
  if (to - from <= 3 * hour && localDay(from, zone) === localDay(to - 1, zone)) return 'lunch'
  return to - from < 24 * hour ? 'night' : 'daysOff'
}

/**
 * Folds a span of time onto a line of `width` pixels: working time in proportion, nights, breaks and days off as thin seams.
 * `stretches` are the organisation's working time; `zone` tells where its days change.
 */
export function foldAxis(stretches: Stretches, from: number, to: number, width: number, zone: string): Axis {
  const parts = pieces(stretches, from, Math.max(to, from + 1), zone)
  const working = parts.reduce((sum, part) => sum + (part.open ? part.to - part.from : 0), 0)
  const wanted = parts.reduce((sum, part) => sum + (part.open ? 0 : seamWidths[part.kind]), 0)
  const seamScale = working === 0 ? width / wanted : Math.min(1, (width * seamShare) / Math.max(wanted, 1))
  const scale = working === 0 ? 0 : (width - wanted * seamScale) / working
  let left = 0
  const placed = parts.map((part) => {
    const size = part.open ? (part.to - part.from) * scale : seamWidths[part.kind] * seamScale
    const here = { ...part, x: left, width: size }
    left += size
    return here
  })
  const x = (moment: number): number => {
    if (moment <= from) return 0
    for (const part of placed) {
      if (moment <= part.to) return part.x + (part.width * (moment - part.from)) / (part.to - part.from)
    }
    return width
  }
  const seams = placed
    .filter((part) => !part.open)
    .map(({ kind, from: start, to: end, x: at, width: size }) => ({ kind, from: start, to: end, x: at, width: size }))
  return {
    from,
    to,
    width,
    x,
    seams,
    ticks: ticksOf(
      placed.filter((part) => part.open),
      x,
      scale,
      zone,
    ),
  }
}

function ticksOf(open: readonly Piece[], x: (moment: number) => number, scale: number, zone: string): Tick[] {
  const step = [1, 2, 4].find((hours) => hours * hour * scale >= hourRoom)
  const ticks: Tick[] = []
  let day = ''
  let last = Number.NEGATIVE_INFINITY
  for (const part of open) {
    const date = localDay(part.from, zone)
    if (date !== day) {
      day = date
      last = x(part.from)
      ticks.push({ moment: part.from, x: last, kind: 'day' })
    }
    let midnight = nextMidnight(part.from, zone)
    for (let moment = Math.ceil(part.from / hour) * hour; moment < part.to; moment += hour) {
      if (moment >= midnight) {
        // Work that runs through midnight: the new day is named where it begins.
        last = x(midnight)
        ticks.push({ moment: midnight, x: last, kind: 'day' })
        day = localDay(midnight, zone)
        midnight = nextMidnight(midnight, zone)
      }
      const at = x(moment)
      if (step === undefined || at - last < Math.max(hourRoom, step * hour * scale * 0.99)) continue
      last = at
      ticks.push({ moment, x: at, kind: 'hour' })
    }
  }
  return ticks
}

/**
 * Which ticks are written beside: days before hours, from the left, each where the one before leaves room.
 * @param widthOf pixels that the words of a tick take
 */
export function written(ticks: readonly Tick[], width: number, widthOf: (tick: Tick) => number): ReadonlySet<Tick> {
  const chosen: { readonly from: number; readonly to: number; readonly tick: Tick }[] = []
  for (const kind of ['day', 'hour'] as const) {
    for (const tick of ticks) {
      const [from, to] = [tick.x, tick.x + widthOf(tick)]
      if (tick.kind === kind && to <= width && chosen.every((one) => to <= one.from || from >= one.to)) chosen.push({ from, to, tick })
    }
  }
  return new Set(chosen.map(({ tick }) => tick))
}

/** From the first start to the last due, met or present moment that matters: a present far beyond everything is left outside. */
export function spanOf(
  obligations: readonly { readonly start: number; readonly due: number; readonly metAt: number | null; readonly status: string }[],
  now: number,
): { readonly from: number; readonly to: number } {
  const from = Math.min(...obligations.map((one) => one.start))
  const ends = obligations.flatMap((one) => [one.due, one.metAt ?? one.due])
  const running = obligations.some((one) => one.status === 'pending' || (one.status === 'breached' && one.metAt === null))
  const to = Math.max(...ends, running ? now : from)
  return { from, to: to + Math.max((to - from) * 0.02, 60_000) }
}
