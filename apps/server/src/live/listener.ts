import type { StreamEvent } from '@otklik/contract'
import type { Person } from '../http/who.ts'

/** An open stream of one person's browser. */
export type Listener = {
  readonly person: Person
  /** Its `Cookie` header: whose session this is, for as long as it lasts. */
  readonly cookie: string
  /** Says the words, or leaves them out (false) where the browser has not read the last ones: nothing is gathered up for it. */
  readonly tell: (words: string | Buffer) => boolean
  /** Shows that the stream lives. */
  readonly beat: () => void
  /** Ends the stream, and tells why. */
  readonly close: (reason: Extract<StreamEvent, { type: 'closing' }>['reason']) => void
  /** Ends it without a word; the browser comes back by itself. */
  readonly end: () => void
}

/** Each person once, whatever number of streams. */
export const peopleOf = (streams: Iterable<Listening>): readonly Person[] => [
  ...new Map([...streams].map(({ listener: { person } }) => [person.personId, person])).values(),
]

/** `position`: what the browser resumes from; null for events that are not kept. */
export const eventText = (event: StreamEvent, position: number | null = null): string =>
  `${position === null ? '' : `id: ${position}\n`}event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`

/** «Look again» is said to one stream at most this often, milliseconds. */
const againMs = 3_000

/** A listener with what it has not been told yet. */
export class Listening {
  readonly listener: Listener
  /** What the person could see when last looked at: other rights, and everything on the screen may be wrong. */
  sight: string
  closed = false
  readonly #greeting: () => string
  /** Words were left out since it was last told to look again. */
  #missed = false
  #saidAt = Number.NEGATIVE_INFINITY
  #timer: NodeJS.Timeout | null = null

  /** @param greeting the words that mean: read everything anew. */
  constructor(listener: Listener, sight: string, greeting: () => string) {
    this.listener = listener
    this.sight = sight
    this.#greeting = greeting
  }

  tell(words: string | Buffer): void {
    if (!this.closed && !this.listener.tell(words)) this.#missed = true
  }

  greet(): void {
    this.tell(this.#greeting())
  }

  /** Tells the browser to look again: at once, or where that has just been said, a little later; never twice for one thing. */
  again(): void {
    if (this.closed || this.#timer !== null) return
    const wait = this.#saidAt + againMs - performance.now()
    if (wait <= 0) this.#sayAgain()
    else this.#timer = setTimeout(() => this.#sayAgain(), wait).unref()
  }

  /** The browser has read what was said. */
  drained(): void {
    if (this.#missed) this.again()
  }

  leave(): void {
    this.closed = true
    if (this.#timer !== null) clearTimeout(this.#timer)
  }

  #sayAgain(): void {
    this.#timer = null
    this.#saidAt = performance.now()
    this.#missed = false
    this.greet()
  }
}
