import type { ServerResponse } from 'node:http'

/** Bytes that wait to be read by one browser: thousands of rows. */
const mostUnread = 1_000_000
/** From so many bytes on, nothing is said that can be left out: a few words more than the system's own buffers hold. */
const behindFrom = 64_000
/** How long a browser may take to read the last words, milliseconds: one that sleeps reads nothing. */
const partingMs = 5_000

/**
 * An answer that goes on for as long as somebody reads it. It ends once, whoever ends it, and nothing is written afterwards: a write after
 * the end is an error of the process, and a browser that does not read delays the end for as long as it likes.
 */
export class Line {
  readonly #raw: ServerResponse
  readonly #endings: (() => void)[] = []
  #ended = false

  constructor(raw: ServerResponse) {
    this.#raw = raw
    // An error that nobody hears would end the process, with everybody else's work in it.
    raw.on('error', () => this.#cut())
    raw.on('close', () => this.#leave())
    if (raw.destroyed) this.#leave()
  }

  /** Called once, at the end; at once if that is past. */
  onEnd(work: () => void): void {
    if (this.#ended) work()
    else this.#endings.push(work)
  }

  /** Has the browser so much unread that it should hear less? `onDrain` tells when it has read it. */
  get behind(): boolean {
    return this.#raw.writableLength > behindFrom
  }

  onDrain(work: () => void): void {
    this.#raw.on('drain', work)
  }

  /** A browser that reads no more (asleep, or behind a dead line) is let go; it comes back and reads everything anew. */
  say(text: string | Buffer): void {
    if (this.#ended) return
    if (this.#raw.destroyed || this.#raw.writableEnded || this.#raw.writableLength > mostUnread) this.#cut()
    else this.#raw.write(text)
  }

  /** Ends with the last words, where there is somebody to read them. */
  end(lastWords = ''): void {
    if (!this.#leave()) return
    this.#raw.end(lastWords)
    const cut = setTimeout(() => this.#raw.destroy(), partingMs).unref()
    this.#raw.once('close', () => clearTimeout(cut))
  }

  #cut(): void {
    this.#leave()
    this.#raw.destroy()
  }

  /** Answers whether this was the end. */
  #leave(): boolean {
    if (this.#ended) return false
    this.#ended = true
    for (const work of this.#endings.splice(0)) work()
    return true
  }
}
