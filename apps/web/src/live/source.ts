import type { StreamEvent } from '@otklik/contract'
import { otherEndpoints, urlOf } from '@otklik/contract/endpoints'

/** `refused`: the server answers, and gives no stream; most often nobody is signed in any more. */
export type LineState = 'connecting' | 'open' | 'lost' | 'refused'

/** The server names its events as the contract does. */
const events = { hello: true, incident: true, looking: true, closing: true } satisfies Record<StreamEvent['type'], true>

/**
 * The server's events, one at a time, for as long as `signal` lives. The browser itself reconnects; when it gives up (an answer other than
 * 200), we try again here, ever more slowly up to half a minute. Every connection begins with a greeting: what came before it is read anew.
 * `organisation`: as the page's address names it.
 */
export function openSource(
  organisation: string | null,
  onEvent: (event: StreamEvent) => void,
  onState: (state: LineState) => void,
  signal: AbortSignal,
): void {
  let pause = 1_000
  const open = () => {
    if (signal.aborted) return
    const source = new EventSource(urlOf(otherEndpoints.stream, {}, { organisation }), { withCredentials: true })
    const close = () => source.close()
    signal.addEventListener('abort', close, { once: true })
    const receive = (event: MessageEvent<string>) => {
      const parsed = parse(event.data)
      if (parsed === null || signal.aborted) return
      if (parsed.type === 'hello') {
        pause = 1_000
        onState('open')
      }
      onEvent(parsed)
    }
    for (const name of Object.keys(events)) source.addEventListener(name, receive as EventListener)
    source.onerror = () => {
      if (signal.aborted) return
      const gaveUp = source.readyState === EventSource.CLOSED
      onState(gaveUp ? 'refused' : 'lost')
      if (!gaveUp) return
      signal.removeEventListener('abort', close)
      setTimeout(open, pause)
      pause = Math.min(pause * 2, 30_000)
    }
  }
  onState('connecting')
  open()
}

function parse(text: string): StreamEvent | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && 'type' in value ? (value as StreamEvent) : null
  } catch {
    return null
  }
}
