import type { Moment, Schedule } from '@otklik/worktime'
import type { Compiled, TrackRules } from '../act/compile.ts'
import { Holders } from './holders.ts'
import { keepBreaches } from './kept-breaches.ts'
import type { Watcher } from './watcher.ts'
import { bitOf, ENDINGS, PREPARING, ROUTED, unitOf } from '../act/event-bits.ts'
import { begin, dueOf, give, move, onTrack, type Origin, type Occurrence, release, stoodIn } from './occurrence.ts'
import { readingsOf } from './readings-used.ts'
import { Round } from './round-facts.ts'
import { extensionOf, settingOf, SetTerms } from './set-terms.ts'
import { ruleFor, type Rule } from '../act/rules.ts'
import type { HistoryEvent, Importance, NormName, Of } from '../act/types.ts'

/**
 * Reads a history event by event and keeps what is owed. Each event first closes what it meets or makes moot, then starts
 * what it starts: so nothing that is closed can move any more, whatever comes later.
 */
export class History {
  readonly owed: Occurrence[] = []
  readonly #act: Compiled
  readonly #schedule: Schedule
  readonly #watcher: Watcher | undefined
  #rules: TrackRules
  #round = new Round()
  #importance: Importance | undefined
  /** The round's obligations, in the order of the track's `byRound`. */
  #current: (Occurrence | undefined)[] = []
  #counts: Partial<Record<NormName, number>> = {}
  #setTerms = new SetTerms()
  readonly #units = new Holders()
  #drafter: string | undefined
  /** A clarification or a final reply stands in the network, or the matter is closed: now it is the author's word. */
  #authorsTurn = false
  #ended = false
  /** Declined or redirected: it has left, and its author's words bring nothing back. */
  #gone = false

  /** @param watcher says what the act has against an event; without it nobody asks. */
  constructor(act: Compiled, schedule: Schedule, watcher?: Watcher) {
    this.#act = act
    this.#schedule = schedule
    this.#watcher = watcher
    this.#rules = act.tracks.social
  }

  read(event: HistoryEvent): void {
    const [bit, unit] = [bitOf(event), unitOf(event)]
    if (this.#isStranger(event)) return this.#watcher?.stranger(event)
    if (event.type === 'received') {
      this.#rules = this.#act.tracks[event.track]
      this.#current = onTrack(this.#rules, this.#current)
      this.#watcher?.arrived(event.track)
    }
    if (event.type === 'contributionSubmitted' && !this.#ended) this.#share(event.unit)
    if (bit !== 0) {
      this.#round.record(bit, event.at, unit)
      this.#close(bit, event.at, unit)
    }
    if (event.type === 'closed') this.#authorsTurn = true
    if (event.type === 'authorAnswered') this.#answer(event)
    else if ((bit & ENDINGS) !== 0) {
      this.#ended = true
      this.#gone ||= event.type !== 'closed'
    } else if (!this.#ended) this.#apply(event, bit)
  }

  /**
   * Who does not have the message can neither return it nor deliver a part. A draft that comes while nobody has it is the curator's own or
   * on its way already: it counts.
   */
  #isStranger(event: HistoryEvent): boolean {
    if (!('unit' in event) || event.type === 'routed' || this.#units.has(event.unit)) return false
    return event.type !== 'draftSubmitted' || this.#units.count > 0
  }

  #apply(event: HistoryEvent, bit: number): void {
    switch (event.type) {
      case 'extended':
        return this.#extend(event)
      case 'termSet':
        return this.#set(event)
      case 'returned':
        this.#leave(event.unit, event.at)
        break
      case 'routed':
        this.#receive(event)
        break
      case 'selected':
        this.#importance = event.importance
        break
      case 'draftSubmitted':
        this.#drafter = event.unit
        break
      case 'published':
        this.#authorsTurn = event.kind !== 'interim'
        break
      case 'received':
      case 'registered':
      case 'sentBack':
      case 'approved':
      case 'contributionSubmitted':
      case 'authorAnswered':
      case 'declined':
      case 'redirected':
      case 'closed':
        break
    }
    const moves = (bit & this.#rules.facts) !== 0 && this.#round.note(bit, event.type, event.at)
    if (moves || event.type === 'selected') this.#settle(event.at)
    if ((bit & this.#rules.starts) !== 0) this.#start(bit, event.type, event.at, unitOf(event))
    if (event.type === 'routed' && this.#units.count > 1) for (const unit of this.#units.names) this.#share(unit)
  }

  /** Closes every open obligation that the event meets or makes moot. */
  #close(bit: number, at: Moment, unit: string | undefined): void {
    for (const one of this.owed) {
      if (one.closed !== undefined) continue
      const met = (one.rule.met & bit) !== 0
      if (!met && ((one.rule.cancelled | ENDINGS) & bit) === 0) continue
      // Among several units at work each answers for its own.
      const another = unit !== undefined && one.unit !== undefined && unit !== one.unit && this.#units.count > 1
      if (another && (bit & ENDINGS) === 0 && one.rule.unit === 'own') continue
      this.#end(one, met ? 'met' : 'cancelled', at)
    }
  }

  #end(one: Occurrence, how: 'met' | 'cancelled', at: Moment): void {
    one.closed = how
    one.closedAt = at
    // Told now, before what it hangs on can move: a closed obligation keeps the date of its day.
    if (one.hangs !== undefined) dueOf(one, this.#schedule)
    one.readings ??= readingsOf(one, this.#act.answerReading)
  }

  /** Norms that are owed once a round: made when their start is known, moved while they are open. */
  #settle(at: Moment): void {
    const { byRound } = this.#rules
    const importance = this.#round.importance(this.#importance)
    let kept = false
    for (let slot = 0; slot < byRound.length; slot++) {
      const current = this.#current[slot]
      if (current?.closed !== undefined) continue
      for (const rule of (byRound[slot] as TrackRules['byRound'][number]).rules) {
        if (rule.importance !== undefined && rule.importance !== importance) continue
        const origin = this.#origin(rule, current)
        if (origin === undefined) continue
        if (current === undefined) {
          const made = this.#make(rule, origin, this.#holder(rule))
          this.#current[slot] = made
          this.#catchUp(made, PREPARING.has(origin.type) ? Number.NEGATIVE_INFINITY : origin.at)
        } else if (current.rule !== rule || current.start !== origin.at || current.from !== origin.from) {
          // Once, before the first of them moves: a norm that moves takes those with it that hang on it.
          if (stoodIn(current, origin)) release(current, this.owed)
          else if (!kept) this.#keepBreaches(at)
          kept ||= !stoodIn(current, origin)
          if (!current.kept) move(current, rule, origin)
        }
        break
      }
    }
  }

  /** Publishing meets the publication norm also where its term is known later (D-4.3b), or the importance that starts it (L-9). */
  #catchUp(made: Occurrence, since: Moment): void {
    const { met, cancelled, unit } = made.rule
    const done = this.#round.done(met | cancelled, since, unit === 'own' ? made.unit : undefined)
    if (done !== undefined) this.#end(made, (met & done.bit) !== 0 ? 'met' : 'cancelled', done.at)
  }

  #keepBreaches(at: Moment): void {
    keepBreaches(this.owed, this.#schedule, at, this.#act.answerReading)
  }

  /** From where a norm of the round counts; undefined while that has not come. */
  #origin(rule: Rule, current: Occurrence | undefined): Origin | undefined {
    // A norm without a term of its own is owed once a term is set (D-4.3b).
    if (rule.term === null && current === undefined && !this.#setTerms.has(rule.norm)) return undefined
    if (rule.before === undefined) return this.#round.begun(rule.from)
    const hangs = this.#current[this.#rules.slots[rule.before] ?? -1]
    if (hangs === undefined) return undefined
    return { at: hangs.start, type: hangs.event, hangs }
  }

  #start(bit: number, type: HistoryEvent['type'], at: Moment, unit: string | undefined): void {
    for (const rule of this.#rules.byEvent) {
      for (const from of rule.from) {
        if ((from.mask & bit) === 0) continue
        // The final term runs from the first interim reply: a second one does not push it away.
        const runs = from.event === 'published' && this.owed.some((one) => one.rule === rule && one.closed === undefined)
        if (!runs) this.#make(rule, { at, type, from }, rule.unit === 'own' ? (unit ?? this.#writer()) : this.#holder(rule))
        break
      }
    }
  }

  #make(rule: Rule, origin: Origin, unit: string | undefined): Occurrence {
    const occurrence = (this.#counts[rule.norm] ?? 0) + 1
    this.#counts[rule.norm] = occurrence
    const given = this.#setTerms.take(rule, origin.at)
    const made = begin(rule, origin, { occurrence, unit, byCurator: this.#joint(rule), setting: given?.setting })
    this.owed.push(made)
    if (given !== undefined) this.#watcher?.given(made, given.event, given.setting)
    return made
  }

  #holder(rule: Rule): string | undefined {
    return rule.unit === 'holder' && !this.#joint(rule) ? this.#units.last : undefined
  }

  /** Whose text was sent back: of whoever wrote it, unless the message is in other hands since. */
  #writer(): string | undefined {
    const drafter = this.#drafter
    return drafter === undefined || (this.#units.count > 0 && !this.#units.has(drafter)) ? this.#units.last : drafter
  }

  /** L-14: of several units' parts the curator composes the common draft. */
  #joint(rule: Rule): boolean {
    return this.#act.curatorComposes && rule.norm === 'draft' && rule.unit === 'holder' && this.#units.count > 1
  }

  #receive({ unit, at, replaces }: Of<'routed'>): void {
    for (const relieved of typeof replaces === 'string' ? [replaces] : (replaces ?? [])) this.#leave(relieved, at)
    if (this.#units.has(unit)) this.#leave(unit, at)
    this.#units.receive(unit, at)
    this.#rename()
  }

  /** The unit has the message no longer: what it alone owed is owed no more. */
  #leave(unit: string, at: Moment): void {
    this.#units.leave(unit)
    for (const one of this.owed) {
      if (one.closed === undefined && one.rule.unit === 'own' && one.unit === unit) this.#end(one, 'cancelled', at)
    }
    this.#rename()
  }

  #rename(): void {
    for (const one of this.owed) {
      if (one.closed !== undefined || one.rule.unit !== 'holder') continue
      one.unit = this.#holder(one.rule)
      one.byCurator = this.#joint(one.rule)
    }
  }

  /** L-14, G-16: each of several units owes its part from the moment it received the message. */
  #share(unit: string): void {
    const rule = this.#rules.byUnit
    const since = this.#units.since(unit)
    if (rule === undefined || since === undefined) return
    if (this.owed.some((one) => one.rule === rule && one.unit === unit && one.start === since)) return
    this.#catchUp(this.#make(rule, { at: since, type: 'routed', ...(rule.from[0] && { from: rule.from[0] }) }, unit), since)
  }

  /**
   * The author answers a clarification, or writes again when the matter was done: a new round (reading).
   * Words in passing, while the work goes on, start nothing.
   */
  #answer({ at }: Of<'authorAnswered'>): void {
    const { authorAnswer } = this.#act
    if (this.#gone || !this.#authorsTurn || authorAnswer === 'ignored') return
    this.#authorsTurn = false
    this.#ended = false
    // What was worked on as a normal message is not asked about again.
    this.#importance = this.#round.importance(this.#importance)
    this.#round = Round.ofAnswer(at)
    this.#current = []
    this.#setTerms = new SetTerms()
    const holder = this.#units.last
    for (const unit of this.#units.names) this.#leave(unit, at)
    this.#settle(at)
    if (authorAnswer !== 'to-holder' || holder === undefined) return
    // The answer reaches the unit that asked without the curator's hand: routing is done the moment it arrives.
    this.#close(ROUTED, at, holder)
    this.#apply({ type: 'routed', at, unit: holder }, ROUTED)
  }

  /** D-4.3a. An act without an extension is not extended. */
  #extend(event: Of<'extended'>): void {
    this.#keepBreaches(event.at)
    const setting = extensionOf(event)
    const extended = this.owed.filter((one) => one.closed === undefined && !one.kept && one.rule.extension !== undefined)
    this.#watcher?.extension(event, setting, extended, this.#rules.all)
    for (const one of extended) give(one, setting)
  }

  /** G-8, L-14, D-4.3b: a term for this message. It happened, so it counts, whatever the act has against it. */
  #set(event: Of<'termSet'>): void {
    const setting = settingOf(event)
    if (setting === undefined) return
    this.#keepBreaches(event.at)
    const open = this.owed.filter((one) => one.closed === undefined && one.rule.norm === event.norm)
    for (const one of open) if (!one.kept) give(one, setting)
    this.#watcher?.setting(event, setting, open, ruleFor(this.#rules.all, event.norm, this.#importance))
    if (open.length === 0 || !('due' in setting) || this.#rules.byUnit?.norm === event.norm) {
      this.#setTerms.add(event.norm, setting, event)
    }
    this.#settle(event.at)
  }
}
