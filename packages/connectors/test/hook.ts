import type { Connector, HookRequest, RawEvent } from '@otklik/connectors'

/** A request to a hook as it comes from the network. */
export const posted = (body: string | object | null, headers: HookRequest['headers'] = {}): HookRequest => ({
  method: 'POST',
  headers,
  query: {},
  body: new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body)),
})

/** The one event that an accepted request brought. */
export function eventIn(connector: Connector, request: HookRequest): RawEvent {
  const verdict = connector.webhook(request)
  const [event] = verdict.accept ? verdict.events : []
  if (event === undefined) throw new Error(JSON.stringify(verdict))
  return event
}
