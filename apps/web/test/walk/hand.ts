import type { BrowserContext } from 'playwright-core'
import type { Answer, Ask, IncidentCard, PersonCommandInput, QueuePage, RouteName } from '@otklik/contract'
import { endpoints, urlOf } from '@otklik/contract/endpoints'

/** A signed-in person's hand on the HTTP interface: sets up in a moment what would take many presses; what a test is about is pressed. */
export type Hand = {
  /** The incident whose message has these words; waits until it has come in. */
  find(words: string): Promise<string>
  card(id: string): Promise<IncidentCard>
  /** The first page of the rows asked for. */
  rows(query: Ask<'queue'>['query']): Promise<QueuePage['rows']>
  command(id: string, command: PersonCommandInput): Promise<IncidentCard>
  unit(short: string): Promise<string>
  /** Registers a message by hand: longer than any network lets a citizen write. */
  register(text: string, authorName: string): Promise<string>
}

export function handOf(context: BrowserContext, desk: string): Hand {
  const call = async <Name extends RouteName>(
    name: Name,
    asked: { params?: object; query?: object; body?: unknown },
  ): Promise<Answer<Name>> => {
    const { method } = endpoints[name]
    const url = urlOf(endpoints[name], { ...asked.params }, { ...asked.query })
    const headers = { origin: new URL(desk).origin, ...(method !== 'GET' && { 'idempotency-key': crypto.randomUUID() }) }
    const answer = await context.request.fetch(new URL(url, desk).href, {
      method,
      headers,
      ...(asked.body !== undefined && { data: asked.body }),
    })
    if (!answer.ok()) throw new Error(`${method} ${url}: ${answer.status()} ${await answer.text()}`)
    return (await answer.json()) as Answer<Name>
  }
  const card = (id: string) => call('incident', { params: { id } })
  return {
    card,
    rows: async (query) => (await call('queue', { query })).rows,
    async find(words) {
      for (let attempt = 0; attempt < 300; attempt++) {
        for (let cursor: string | null = ''; cursor !== null; ) {
          const page: Answer<'queue'> = await call('queue', { query: { view: 'new', limit: 200, ...(cursor !== '' && { cursor }) } })
          const found = page.rows.find(({ excerpt }) => excerpt.includes(words))
          if (found !== undefined) return found.id
          cursor = page.nextCursor
        }
        await new Promise((resolve) => setTimeout(resolve, 200))
      }
      throw new Error(`no message says «${words}»`)
    },
    async command(id, command) {
      const { version } = (await card(id)).row
      return (await call('command', { params: { id }, body: { expectedVersion: version, command } })).card
    },
    async unit(short) {
      const { units } = await call('directory', {})
      const found = units.find((unit) => unit.short === short)
      if (found === undefined) throw new Error(`no unit «${short}»`)
      return found.id
    },
    register: async (text, authorName) => (await call('registerMessage', { body: { text, authorName } })).id,
  }
}
