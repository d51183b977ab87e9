import type { Wake } from '../wake.ts'
import type { Log } from '../log.ts'

const failurePauseMs = 2_000

/**
 * Repeats `round` until the signal aborts: at once while there is work, otherwise after a ring or `idleMs`.
 * A round that throws is logged and tried again; the loop itself never ends by an error.
 */
export async function repeat(
  name: string,
  round: () => Promise<boolean>,
  { wake, idleMs, signal, log }: { wake: Wake; idleMs: number; signal: AbortSignal; log: Log },
): Promise<void> {
  while (!signal.aborted) {
    let busy = false
    let pause = idleMs
    try {
      busy = await round()
    } catch (error) {
      if (signal.aborted) return
      log(`${name}.failed`, { error })
      pause = failurePauseMs
    }
    // A wake must not shorten the pause after a failure: it would be rung by the work that fails.
    if (!busy) await (pause === idleMs ? wake.wait(pause, signal) : pauseFor(pause, signal))
  }
}

/** Waits, or less when the signal aborts. */
export function pauseFor(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    signal.addEventListener('abort', done, { once: true })
    if (signal.aborted) done()
  })
}
