import type { BrowserContext } from 'playwright-core'
import type { CommandResponse, Directory, IncidentCard, PersonCommandInput, QueuePage } from '@otklik/contract'

/** A signed-in person's hand on the HTTP interface: sets up in a moment what would take many presses; what a test is about is pressed. */
export type Hand = {
  /** The incident whose message has these words; waits until it has come in. */
  find(words: string): Promise<string>
  card(id: string): Promise<IncidentCard>
  /** The first page of rows of a query, `?view=all&status=answered`. */
  rows(query: string): Promise<QueuePage['rows']>
  order(id: string, command: PersonCommandInput): Promise<IncidentCard>
  unit(short: string): Promise<string>
  /** Registers a message by hand: longer than any network lets a citizen write. */
  register(text: string, authorName: string): Promise<string>
}

export function handOf(context: BrowserContext, desk: string): Hand {
  const address = (path: string) => new URL(path, desk).href
  const get = async <Answer>(path: string): Promise<Answer> => {
    const answer = await context.request.get(address(path))
    if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`)
    return (await answer.json()) as Answer
  }
  const post = async <Answer>(path: string, data: unknown): Promise<Answer> => {
    const headers = { origin: new URL(desk).origin, 'idempotency-key': crypto.randomUUID() }
    const answer = await context.request.post(address(path), { headers, data })
    if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`)
    return (await answer.json()) as Answer
  }
  const card = (id: string) => get<IncidentCard>(`/api/incidents/${id}`)
  return {
    card,
    rows: async (query) => (await get<QueuePage>(`/api/queue${query}`)).rows,
    async find(words) {
      for (let attempt = 0; attempt < 300; attempt++) {
        for (let cursor: string | null = ''; cursor !== null; ) {
          const page: QueuePage = await get(`/api/queue?view=new&limit=200${cursor === '' ? '' : `&cursor=${cursor}`}`)
          const found = page.rows.find(({ excerpt }) => excerpt.includes(words))
          if (found !== undefined) return found.id
          cursor = page.nextCursor
        }
        await new Promise((resolve) => setTimeout(resolve, 200))
      }
      throw new Error(`no message says «${words}»`)
    },
    async order(id, command) {
      const { version } = (await card(id)).row
      return (await post<CommandResponse>(`/api/incidents/${id}/commands`, { expectedVersion: version, command })).card
    },
    async unit(short) {
      const { units } = await get<Directory>('/api/directory')
      const found = units.find((unit) => unit.short === short)
      if (found === undefined) throw new Error(`no unit «${short}»`)
      return found.id
    },
    register: async (text, authorName) => (await post<{ id: string }>('/api/incidents', { text, authorName })).id,
  }
}
