import { createHmac, randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A note on the board, or what somebody wrote under one. `author.id` is the board's own id where the board itself wrote it. */
export type Item = {
  readonly id: string
  readonly under: string | null
  readonly author: { readonly id: string; readonly name: string }
  readonly text: string
  readonly at: number
}

/** What happens to the next request that would write: told by its answer, and by whether it had an effect. */
export type Fault = 'busy' | 'too-fast' | 'reset-before' | 'reset-after' | 'truncated-after' | 'bad-gateway' | 'error-after'

export type Board = Awaited<ReturnType<typeof startBoard>>

/**
 * A pretended town board, a network of the tests: notes with texts as ids, no idempotency key, hooks signed with HMAC-SHA256 over the bytes of the
 * body, a challenge by GET before the first of them. It knows nothing of the program that speaks to it.
 */
export async function startBoard({ id = 'zarechny', name = 'Доска города', clock = { now: () => Date.now() } } = {}) {
  const [token, secret] = [`bt_${randomUUID()}`, `bs_${randomUUID()}`]
  let items: Item[] = []
  let faults: Fault[] = []
  let closed = new Set<string>()
  let tokenLives = true
  let requests: string[] = []
  let hook: string | null = null
  let deliveries: { readonly status: number; readonly body: string }[] = []
  let waiting: { readonly body: string; readonly signature: string }[] = []
  let numbered = 0

  const sign = (body: string): string => `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`

  async function deliver(body: string, signature = sign(body)): Promise<void> {
    if (hook === null) return void waiting.push({ body, signature })
    const answer = await fetch(hook, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-board-signature': signature },
      body,
    })
    deliveries.push({ status: answer.status, body: await answer.text() })
  }

  function put(item: Omit<Item, 'id' | 'at'>): Item {
    const made = { ...item, id: `n_${(++numbered).toString(36)}${randomUUID().slice(0, 4)}`, at: clock.now() }
    items.push(made)
    // The spaces are the board's own way to write JSON: whoever signs it after parsing signs other bytes.
    void deliver(JSON.stringify({ event: 'item.created', id: `evt_${randomUUID()}`, board: id, item: made }, null, 1)).catch(
      () => undefined,
    )
    return made
  }

  function write(under: string, text: string, response: ServerResponse): void {
    const fault = faults.shift()
    if (fault === 'busy') return say(response, 503, { error: 'busy' })
    if (fault === 'too-fast') return say(response, 429, { error: 'slow down' })
    if (fault === 'bad-gateway') return say(response, 502, '<html>Bad gateway</html>')
    if (fault === 'reset-before') return void response.destroy()
    if (!items.some((item) => item.id === under)) return say(response, 404, { error: 'gone' })
    if (closed.has(under)) return say(response, 403, { error: 'closed' })
    if (text.length > 1_000) return say(response, 422, { error: 'too long' })
    const made = put({ under, author: { id, name }, text })
    if (fault === 'reset-after') return void response.destroy()
    if (fault === 'truncated-after') return say(response, 201, '{"id":"n_')
    if (fault === 'error-after') return say(response, 500, { error: 'sorry' })
    say(response, 201, { id: made.id })
  }

  function answer(request: IncomingMessage, body: string, response: ServerResponse): void {
    const path = new URL(request.url ?? '/', 'http://board').pathname
    requests.push(`${request.method} ${path}`)
    if (!tokenLives || request.headers['x-board-token'] !== token) return say(response, 401, { error: 'token' })
    if (request.method === 'GET' && path === `/boards/${id}`) return say(response, 200, { id, name })
    const [, item = '', what] = new RegExp(`^/boards/${id}/items/([^/]+)/(replies|thread)$`).exec(path) ?? []
    if (request.method === 'POST' && what === 'replies') return write(item, (JSON.parse(body) as { text: string }).text, response)
    if (request.method === 'GET' && what === 'thread')
      return say(response, 200, { items: items.filter((one) => one.id === item || one.under === item) })
    say(response, 404, { error: 'no such address' })
  }

  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => answer(request, Buffer.concat(parts).toString('utf8'), response))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  return {
    id,
    url,
    token,
    secret,
    /** The board asks the address whether it is ours, and calls it from then on. */
    async connect(address: string): Promise<boolean> {
      const challenge = randomUUID()
      const said = await fetch(`${address}?challenge=${challenge}`)
      if (said.status !== 200 || (await said.text()) !== challenge) return false
      hook = address
      return true
    },
    write: (author: string, text: string, under: string | null = null): Item =>
      put({ under, author: { id: `u_${author}`, name: author }, text }),
    /** Somebody else calls the address, or the board does so a second time. */
    deliver,
    sign,
    /** What the board would have sent, for whoever has no address. */
    takeWaiting: () => waiting.splice(0),
    deliveries: () => deliveries,
    fault: (fault: Fault) => void faults.push(fault),
    close: (item: string) => void closed.add(item),
    remove: (item: string) => void (items = items.filter(({ id: one }) => one !== item)),
    revoke: () => void (tokenLives = false),
    /** What the board itself has written and what stands. */
    standing: () => items.filter(({ author }) => author.id === id),
    requests: () => requests,
    reset(): void {
      items = []
      faults = []
      closed = new Set()
      tokenLives = true
      requests = []
      deliveries = []
      waiting = []
    },
    async stop(): Promise<void> {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function say(response: ServerResponse, status: number, body: object | string): void {
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(typeof body === 'string' ? body : JSON.stringify(body))
}
