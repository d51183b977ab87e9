import { randomUUID } from 'node:crypto'
import type { Change } from '@otklik/storage'
import type { House } from '../house.ts'
import type { Person } from '../http/who.ts'
import { Attendance } from './attendance.ts'
import { Gathering } from './gathering.ts'
import { eventText, type Listener, Listening } from './listener.ts'
import { type Look, Presence } from './presence.ts'
import { sightOf } from './sight.ts'
import { readWord, type Word } from './word.ts'

/** How long looks at cards are gathered before they are sent. */
const gatherMs = 80
/** Streams of one person at one process: so many browsers, each with one for all its tabs. One more ends the oldest, most often one whose browser is gone. */
export const mostStreams = 8
/** Browsers that are told to look again spread their asking over so long for each open stream, and over so long at most, milliseconds. */
const spreadForEachMs = 75
const mostSpreadMs = 15_000

type Waits = { readonly look: number; readonly heartbeat: number }

/** Tells every open browser of what its person may see, and of nothing else. */
export class Changes {
  readonly #streams = new Set<Listening>()
  readonly #storage: House['storage']
  readonly #signIn: House['signIn']
  readonly #now: () => number
  readonly #heartbeatMs: number
  readonly #presence: Presence
  readonly #gathering: Gathering
  readonly #attendance: Attendance
  /** Incidents whose lookers changed since they were last told. */
  readonly #looked = new Set<string>()
  #lookedTimer: NodeJS.Timeout | null = null
  #attending = false
  /** This process among those of the installation. */
  readonly #node = randomUUID()

  /** @param waits how long a look at a card is true, and how often each stream shows that it lives, milliseconds. */
  constructor(house: Pick<House, 'storage' | 'signIn' | 'clock' | 'now' | 'log' | 'roles'>, { look, heartbeat }: Waits) {
    this.#storage = house.storage
    this.#signIn = house.signIn
    this.#now = house.now
    this.#heartbeatMs = heartbeat
    this.#presence = new Presence(house.now, look)
    this.#gathering = new Gathering(house, () => this.#streams)
    this.#attendance = new Attendance(house)
  }

  /** Follows the database until the signal aborts. */
  async follow(signal: AbortSignal): Promise<void> {
    const sweep = setInterval(() => this.#tellLooking(this.#presence.sweep()), 15_000)
    const beat = setInterval(() => this.#beat(), this.#heartbeatMs)
    const stop = (): void => {
      for (const timer of [sweep, beat]) clearInterval(timer)
      this.#gathering.stop()
    }
    signal.addEventListener('abort', stop, { once: true })
    await this.#storage.listen((change) => this.#changed(change), signal, {
      heard: (told) => this.#heard(readWord(told)),
      // After a lost connection too: words said meanwhile were not heard.
      listening: () => {
        this.#say({ say: 'who', node: this.#node })
        void this.#attend()
      },
    })
  }

  #beat(): void {
    for (const { listener } of this.#streams) listener.beat()
    if (!this.#attending) void this.#attend()
  }

  async #attend(streams = [...this.#streams]): Promise<void> {
    this.#attending = true
    await this.#attendance.look(streams)
    this.#attending = false
  }

  #say(word: Word): void {
    this.#storage.tell(word)
  }

  #heard(word: Word | null): void {
    if (word === null) return
    if (word.say === 'left') {
      this.#signIn.forget(word.userId)
      void this.#attend([...this.#streams].filter(({ listener }) => listener.person.userId === word.userId))
    } else if (word.node === this.#node) return
    else if (word.say === 'looking') this.#tellLooking(this.#presence.look({ ...word.person, tab: word.tab }, word.incidentId, false))
    else for (const { looker, incidentId } of this.#presence.here()) this.#sayLooking(looker, incidentId)
  }

  #sayLooking({ tab, ...person }: Look, incidentId: string | null): void {
    this.#say({ say: 'looking', node: this.#node, person, tab, incidentId })
  }

  /** Adds a browser, greets it (a greeting means: read everything anew), and answers how to take it off again. */
  add(listener: Listener): { readonly leave: () => void; readonly drained: () => void } {
    const { userId, personId } = listener.person
    const hello = () =>
      eventText({ type: 'hello', now: this.#now(), personId, spreadMs: Math.min(mostSpreadMs, this.#streams.size * spreadForEachMs) })
    const listening = new Listening(listener, sightOf(listener.person), hello)
    const theirs = [...this.#streams].filter((each) => each.listener.person.userId === userId)
    for (const oldest of theirs.slice(0, Math.max(0, theirs.length + 1 - mostStreams))) oldest.listener.close('too-many')
    this.#streams.add(listening)
    listening.greet()
    return {
      drained: () => listening.drained(),
      leave: () => {
        listening.leave()
        this.#streams.delete(listening)
      },
    }
  }

  /** A tab of a person opened or left a card, which they may see: the route has looked. */
  look({ personId: id, name }: Person, tab: string, incidentId: string | null, writing: boolean): void {
    const looker = { id, name, writing, tab }
    this.#tellLooking(this.#presence.look(looker, incidentId))
    this.#sayLooking(looker, incidentId)
  }

  /** Gathered like rows: however often somebody comes and goes, the others hear of it a dozen times a second at most. */
  #tellLooking(incidentIds: readonly string[]): void {
    for (const incidentId of incidentIds) this.#looked.add(incidentId)
    if (this.#looked.size > 0 && this.#lookedTimer === null) this.#lookedTimer = setTimeout(() => this.#flushLooking(), gatherMs).unref()
  }

  #flushLooking(): void {
    this.#lookedTimer = null
    const looked = [...this.#looked]
    this.#looked.clear()
    for (const incidentId of looked) {
      const people = this.#presence.at(incidentId)
      const words = Buffer.from(eventText({ type: 'looking', incidentId, people }))
      const told = new Set(people.map(({ id }) => id))
      for (const stream of this.#streams) if (told.has(stream.listener.person.personId)) stream.tell(words)
    }
  }

  /** Browsers hear of incidents alone. An empty stream: anything may have changed, in one organisation or in all. */
  #changed(change: Change): void {
    if (change.kind === 'incident') return this.#gathering.changed(change)
    if (change.streamId !== '') return
    for (const stream of this.#streams) if (change.tenantId === '' || stream.listener.person.tenantId === change.tenantId) stream.again()
  }
}
