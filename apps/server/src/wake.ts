/** Wakes one waiting loop. The database knows what is to be done; a wake only saves the wait, so a lost ring costs a little time and nothing else. */
export class Wake {
  #wake: (() => void) | null = null
  #rung = false

  ring(): void {
    this.#rung = true
    this.#wake?.()
  }

  /** Resolves at a ring, after `ms` milliseconds, or when the signal aborts, whichever comes first. */
  async wait(ms: number, signal: AbortSignal): Promise<void> {
    if (!this.#rung && !signal.aborted) {
      await new Promise<void>((resolve) => {
        const done = (): void => {
          clearTimeout(timer)
          signal.removeEventListener('abort', done)
          this.#wake = null
          resolve()
        }
        const timer = setTimeout(done, ms)
        signal.addEventListener('abort', done, { once: true })
        this.#wake = done
      })
    }
    this.#rung = false
  }
}
