import { parseTerm, type CountOptions, type Term, type Unit } from '@otklik/worktime'
import type { NormRule } from './norm-schema.ts'
import { maskOf, maskOfAll } from './event-bits.ts'
import type { Regulation } from './regulation.ts'
import type { Actor, HistoryEvent, Importance, NormName, Track } from './types.ts'
import type { Pattern } from './vocabulary.ts'

/** What starts a term: an event, and the readings by which it counts. Not `equal`, such a one gives way to the true event (D-4.1). */
export type Start = {
  readonly mask: number
  readonly event: HistoryEvent['type']
  readonly readings: readonly string[]
  readonly equal: boolean
}

/** A norm as it stands once every reading has decided: nothing left to choose, nothing left to parse. */
export type Rule = {
  readonly index: number
  readonly norm: NormName
  readonly clause: string
  readonly actor: Actor
  readonly importance: Importance | undefined
  readonly from: readonly Start[]
  readonly before: NormName | undefined
  readonly term: Term | null
  readonly termText: string | undefined
  readonly clock: Unit
  readonly options: CountOptions
  readonly each: NormRule['each']
  readonly unit: NormRule['unit']
  readonly met: number
  readonly cancelled: number
  readonly lapses: boolean
  readonly extension: { readonly to: Term; readonly clause: string } | undefined
  readonly readings: readonly string[]
  /** Those that do not speak of the clock: what a term of another length still rests on. */
  readonly clockless: readonly string[]
}

type Switch = { readonly reading: string; readonly when: Readonly<Record<string, unknown>> }

/** What is left of a value that a reading may switch. */
export type Plain<Value> = Exclude<Value, Switch>

function isSwitch(value: unknown): value is Switch {
  return typeof value === 'object' && value !== null && 'when' in value && 'reading' in value
}

/** The value that the chosen alternative gives, with the reading that gave it. `parseRegulation` has checked that it exists. */
export function decided<Value>(regulation: Regulation, value: Value): { readonly value: Plain<Value>; readonly reading?: string } {
  if (!isSwitch(value)) return { value: value as Plain<Value> }
  const chosen = regulation.readings[value.reading]?.chosen
  if (chosen === undefined || !(chosen in value.when)) throw new Error(`reading ${value.reading} has no value for its choice`)
  return { value: value.when[chosen] as Plain<Value>, reading: value.reading }
}

/** The readings that a switched value names, chosen or not. */
export function readingOf(value: unknown): string | undefined {
  return isSwitch(value) ? value.reading : undefined
}

/** The track by whose norms a message runs, and the reading that says so. */
function trackOf(regulation: Regulation, track: Track): { readonly track: Track; readonly reading?: string } {
  const rule = regulation.tracks[track]
  return { track: rule.as ?? track, ...(rule.reading === undefined ? {} : { reading: rule.reading }) }
}

/** The norms of a track, in the order of the file, as the chosen readings leave them. */
export function rulesFor(regulation: Regulation, track: Track): Rule[] {
  const own = trackOf(regulation, track)
  return regulation.norms.flatMap((norm, index) => {
    if (norm.tracks !== undefined && !norm.tracks.includes(own.track)) return []
    if (norm.under !== undefined && regulation.readings[norm.under.reading]?.chosen !== norm.under.is) return []
    return [settled(regulation, norm, index, own.reading)]
  })
}

function settled(regulation: Regulation, norm: NormRule, index: number, trackReading: string | undefined): Rule {
  const term = decided(regulation, norm.term)
  const from = norm.from === undefined ? undefined : decided(regulation, norm.from)
  const parsed = term.value === null ? null : parseTerm(term.value)
  const named = [term.reading, from?.reading, norm.under?.reading, ...norm.readings, trackReading]
  const readings = [...new Set(named.filter((reading) => reading !== undefined))]
  return {
    index,
    norm: norm.norm,
    clause: norm.clause,
    actor: norm.actor,
    importance: norm.importance,
    from: (from?.value ?? []).map(startOf),
    before: norm.before,
    term: parsed,
    termText: term.value ?? undefined,
    clock: parsed?.unit ?? norm.clock ?? 'h',
    options: { ...(norm.until && { until: norm.until }), ...(norm.roll && { roll: norm.roll }) },
    each: norm.each,
    unit: norm.unit,
    met: maskOfAll(norm.met),
    cancelled: maskOfAll(norm.cancelled),
    lapses: norm.lapses ?? false,
    extension: norm.extension && { to: parseTerm(decided(regulation, norm.extension.to).value), clause: norm.extension.clause },
    readings,
    clockless: readings.filter((id) => regulation.readings[id]?.about !== 'clock'),
  }
}

type Anchor = Pattern | { readonly event: Pattern; readonly reading: string; readonly equal?: true | undefined }

function startOf(anchor: Anchor): Start {
  const pattern = typeof anchor === 'string' ? anchor : anchor.event
  return {
    mask: maskOf(pattern),
    event: pattern.split('/')[0] as HistoryEvent['type'],
    readings: typeof anchor === 'string' ? [] : [anchor.reading],
    equal: typeof anchor !== 'string' && anchor.equal === true,
  }
}

/** A norm of a track that has not begun, as it would be for a message of this importance. */
export function ruleFor(rules: readonly Rule[], norm: Rule['norm'], importance: Importance | undefined): Rule | undefined {
  return rules.find((rule) => rule.norm === norm && (rule.importance === undefined || rule.importance === importance))
}
