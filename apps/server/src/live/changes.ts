import { randomUUID } from 'node:crypto'
import type { StreamEvent } from '@otklik/contract'
import type { Change } from '@otklik/storage'
import type { House } from '../house.ts'
import type { Person } from '../http/gate.ts'
import type { Log } from '../log.ts'
import { Presence } from './presence.ts'
import { readWord, type Word } from './word.ts'

/** An open stream of one person's browser. */
export type Listener = {
  readonly person: Person
  /** `position`: what the browser resumes from; null for events that are not kept. */
  readonly send: (event: StreamEvent, position: number | null) => void
  /** Looks whether the person is still signed in, and ends the stream where not. */
  readonly check: () => void
  /** Ends the stream, and tells why. */
  readonly close: (reason: Extract<StreamEvent, { type: 'closing' }>['reason']) => void
}

/** How long changes are gathered, so that a burst asks for each row once. */
const gatherMs = 80
/** Streams of one person at one process: two browsers of tabs and a telephone. One more ends the oldest, most often one whose browser is gone. */
export const mostStreams = 8
/** A row that left a person's sight is not told by name: the list is asked anew, at most this often. */
const refreshMs = 5_000

type Listening = Listener & { readonly waiting: Map<string, number>; timer: NodeJS.Timeout | null; refreshedAt: number; closed: boolean }

/** Tells every open browser of what its person may see, and of nothing else: each row is read with that person's rights. */
export class Changes {
  readonly #listeners = new Set<Listening>()
  readonly #storage: House['storage']
  readonly #signIn: House['signIn']
  readonly #now: () => number
  readonly #log: Log
  readonly #presence: Presence
  /** Incidents whose lookers changed since they were last told. */
  readonly #looked = new Set<string>()
  #lookedTimer: NodeJS.Timeout | null = null
  /** This process among those of the installation. */
  readonly #node = randomUUID()

  /** @param lookMs how long a look at a card is true, milliseconds. */
  constructor({ storage, signIn, now, log }: Pick<House, 'storage' | 'signIn' | 'now' | 'log'>, lookMs: number) {
    this.#storage = storage
    this.#signIn = signIn
    this.#now = now
    this.#log = log
    this.#presence = new Presence(now, lookMs)
  }

  /** Follows the database until the signal aborts. */
  async follow(signal: AbortSignal): Promise<void> {
    const sweep = setInterval(() => this.#tellLooking(this.#presence.sweep()), 15_000)
    signal.addEventListener('abort', () => clearInterval(sweep), { once: true })
    await this.#storage.listen((change) => this.#changed(change), signal, {
      heard: (told) => this.#heard(readWord(told)),
      // After a lost connection too: words said meanwhile were not heard.
      listening: () => {
        this.#say({ say: 'who', node: this.#node })
        for (const { check } of this.#listeners) check()
      },
    })
  }

  #say(word: Word): void {
    this.#storage.tell(word)
  }

  #heard(word: Word | null): void {
    if (word === null) return
    if (word.say === 'left') {
      this.#signIn.forget(word.userId)
      for (const { person, check } of this.#listeners) if (person.userId === word.userId) check()
    } else if (word.node === this.#node) return
    else if (word.say === 'looking') this.#tellLooking(this.#presence.look(word.person, word.incidentId, false))
    else for (const { person, incidentId } of this.#presence.here()) this.#say({ say: 'looking', node: this.#node, person, incidentId })
  }

  /** Adds a browser, greets it (a greeting means: read everything anew), and answers how to take it off again. */
  add(listener: Listener): () => void {
    const listening: Listening = { ...listener, waiting: new Map(), timer: null, refreshedAt: this.#now(), closed: false }
    const theirs = [...this.#listeners].filter(({ person }) => person.userId === listener.person.userId)
    for (const oldest of theirs.slice(0, Math.max(0, theirs.length + 1 - mostStreams))) oldest.close('too-many')
    this.#listeners.add(listening)
    listening.send({ type: 'hello', now: this.#now() }, null)
    return () => {
      listening.closed = true
      if (listening.timer !== null) clearTimeout(listening.timer)
      this.#listeners.delete(listening)
    }
  }

  /** A person opened or left a card, which they may see: the route has looked. */
  look(person: Person, incidentId: string | null, writing: boolean): void {
    const looker = { id: person.personId, name: person.name, writing }
    this.#tellLooking(this.#presence.look(looker, incidentId))
    this.#say({ say: 'looking', node: this.#node, person: looker, incidentId })
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
      for (const { person, send } of this.#listeners) {
        if (this.#presence.openBy(person.personId) === incidentId) send({ type: 'looking', incidentId, people }, null)
      }
    }
  }

  #changed({ tenantId, incidentId, position }: Change): void {
    for (const listening of this.#listeners) {
      if (incidentId === '') listening.send({ type: 'hello', now: this.#now() }, position)
      else if (listening.person.tenantId === tenantId) {
        listening.waiting.set(incidentId, position)
        listening.timer ??= setTimeout(() => void this.#flush(listening), gatherMs)
      }
    }
  }

  async #flush(listening: Listening): Promise<void> {
    listening.timer = null
    const changed = [...listening.waiting]
    listening.waiting.clear()
    try {
      // Today's rights, not those of the day the stream was opened.
      const found = await this.#storage.organisation.personByUser(listening.person.userId)
      if (found === null || !found.active || listening.closed) return
      const viewer = { ...found, personId: found.id }
      for (const [incidentId, position] of changed) {
        const row = await this.#storage.views.row(viewer, incidentId)
        if (listening.closed) return
        if (row !== null) listening.send({ type: 'incident', row }, position)
        else if (this.#now() - listening.refreshedAt >= refreshMs) {
          listening.refreshedAt = this.#now()
          listening.send({ type: 'hello', now: this.#now() }, position)
        }
      }
    } catch (error) {
      this.#log('stream.failed', { error })
      if (!listening.closed) listening.send({ type: 'hello', now: this.#now() }, null)
    }
  }
}
