// oxlint-disable vitest/no-standalone-expect -- the kit in which cases are told: its assertions run inside their tests.
import type { Procedure } from '@otklik/regulations'
import { expect } from 'vitest'
import { termsOf } from './counted.ts'
import {
  type Acting,
  type Command,
  type Context,
  type Incident,
  type IncidentEvent,
  type Message,
  type Recorded,
  type RefusalCode,
  decide,
  fold,
  isRefusal,
} from '../src/index.ts'
import { lesozavodsk } from './acts.ts'
import { housing, roads, schools, signature, system } from './people.ts'

/** `8 Apr 11:00` reads better in a test than milliseconds; the zone is Vladivostok's, +10:00. */
export function at(local: string): number {
  const moment = Date.parse(`${local}+10:00`)
  if (Number.isNaN(moment)) throw new Error(`not a moment: ${local}`)
  return moment
}

export function message(id: string, text = 'Яма на Заречной, 5', key = `-1_10_${id}`): Message {
  return {
    id: `message-${id}`,
    authorId: 'author-1',
    place: {
      network: 'vk',
      delivery: 'network',
      accountId: 'account-1',
      key,
      url: `https://vk.example/wall${key}`,
      target: { owner_id: -1, post_id: 10 },
    },
    text,
    attachments: [],
    writtenAt: at('2024-04-08T10:59'),
  }
}

/** What a decision is asked with. `recorded`: what has happened so far, where terms matter. */
export function context(
  procedure: Procedure,
  acting: Acting,
  now: number,
  part: Partial<Context> = {},
  recorded: readonly Recorded[] = [],
): Context {
  return {
    now,
    acting,
    procedure,
    unitIds: [roads, housing, schools],
    newIds: [`publication-${now}`],
    topicIds: ['roads/pits'],
    terms: part.terms ?? termsOf(procedure, recorded),
    limits: { textLength: 4096, photos: 2 },
    ...part,
  }
}

/**
 * A case as it is told: `under(act).given([...]).when(command, acting).thenHappens([...])`.
 * Each given or decided event is a minute after the one before it, from 8 April 2024 11:00.
 */
export class Case {
  readonly recorded: readonly Recorded[]
  readonly procedure: Procedure
  readonly extra: Partial<Context>

  constructor(procedure: Procedure, recorded: readonly Recorded[] = [], extra: Partial<Context> = {}) {
    this.procedure = procedure
    this.recorded = recorded
    this.extra = extra
  }

  get state(): Incident {
    return fold(this.recorded)
  }

  get now(): number {
    return (this.recorded.at(-1)?.at ?? at('2024-04-08T11:00')) + 60_000
  }

  /** Adds events as they stand, without asking anybody. */
  given(events: readonly IncidentEvent[], acting: Acting = system): Case {
    return new Case(this.procedure, append(this.recorded, events, acting, this.now), this.extra)
  }

  /** The same case with another record. */
  retold(recorded: readonly Recorded[]): Case {
    return new Case(this.procedure, recorded, this.extra)
  }

  with(extra: Partial<Context>): Case {
    return new Case(this.procedure, this.recorded, { ...this.extra, ...extra })
  }

  /** What this person is asked about it at that moment. */
  facts(acting: Acting, now = this.now): Context {
    return context(this.procedure, acting, now, this.extra, this.recorded)
  }

  when(command: Command, acting: Acting, now = this.now): Outcome {
    const before = JSON.stringify(this.state)
    const decision = decide(this.state, command, this.facts(acting, now))
    expect(JSON.stringify(this.state)).toBe(before)
    return new Outcome(this, decision, acting, now)
  }

  /** An order that the case expects to go through. */
  does(command: Command, acting: Acting, now = this.now): Case {
    return this.when(command, acting, now).goesThrough()
  }
}

class Outcome {
  readonly was: Case
  readonly decision: ReturnType<typeof decide>
  readonly acting: Acting
  readonly now: number

  constructor(was: Case, decision: ReturnType<typeof decide>, acting: Acting, now: number) {
    this.was = was
    this.decision = decision
    this.acting = acting
    this.now = now
  }

  goesThrough(): Case {
    expect(isRefusal(this.decision) ? this.decision : null).toBeNull()
    if (isRefusal(this.decision)) throw new Error('unreachable')
    return new Case(this.was.procedure, append(this.was.recorded, this.decision, this.acting, this.now), this.was.extra)
  }

  thenHappens(events: readonly IncidentEvent[]): Case {
    expect(this.decision).toEqual(events)
    return this.goesThrough()
  }

  thenNothingHappened(): void {
    expect(this.decision).toEqual([])
  }

  thenRefused(code: RefusalCode, clause: string | null): void {
    expect(this.decision).toMatchObject({ refused: code, clause })
    if (!isRefusal(this.decision)) throw new Error('unreachable')
    expect(this.decision.text.ru).toMatch(/^[«А-ЯЁ].*[.!»]$/su)
    expect(this.decision.text.en).toMatch(/^[“A-Z].*[.!”]$/su)
  }

  /** The refusal's sentence in Russian. */
  get words(): string {
    return isRefusal(this.decision) ? this.decision.text.ru : ''
  }
}

function append(recorded: readonly Recorded[], events: readonly IncidentEvent[], acting: Acting, now: number): readonly Recorded[] {
  const last = recorded.length
  return [...recorded, ...events.map((event, index) => ({ version: last + index + 1, at: now, by: signature(acting), event }))]
}

function under(procedure: Procedure = lesozavodsk): Case {
  return new Case(procedure)
}

/** A case that has arrived, unread. */
export function arrived(procedure: Procedure = lesozavodsk): Case {
  const track = procedure.tracks[0] ?? 'social'
  return under(procedure).does({ type: 'receive', message: message('1'), track, number: '24-000001' }, system)
}
