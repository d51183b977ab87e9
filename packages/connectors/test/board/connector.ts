import { createHmac, timingSafeEqual } from 'node:crypto'
import {
  type Account,
  type ActOutcome,
  type Connector,
  ConnectorError,
  type Found,
  type HookRequest,
  type HookVerdict,
  type Intent,
  type RawEvent,
  type ReconcileOutcome,
  readEventJson,
  type Surroundings,
} from '@otklik/connectors'
import { exchange, type Exchange } from '../../src/port/exchange.ts'
import { capabilitiesOf, limits } from './capabilities.ts'

type Item = { id: string; under: string | null; author: { id: string; name: string }; text: string; at: number }

const skewMs = 5 * 60_000
const reject = (reason: Extract<ActOutcome, { outcome: 'rejected' }>['reason'], detail: string): ActOutcome => ({
  outcome: 'rejected',
  reason,
  detail,
})

const say = (status: number, text: string) => ({ status, type: 'application/json', body: text })

/** Speaks to one board. It has no key of its own against repetitions: an unclear end is read back. */
export function createBoardConnector(account: Account, { siteBase, timeoutMs = 5_000, ...given }: Surroundings): Connector {
  const { ownId, secrets, fields } = account
  const site = siteBase ?? 'https://board.example'
  const can = capabilitiesOf(new Set(Object.keys(secrets)))

  const ask = (method: string, path: string, signal?: AbortSignal, body?: object): Promise<Exchange> =>
    exchange(
      given.fetch ?? fetch,
      new URL(`/boards/${ownId}${path}`, fields['server']),
      {
        method,
        headers: { 'x-board-token': secrets['token'] ?? '', ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      },
      timeoutMs,
      signal,
    )

  const urlOf = ({ id, under }: Pick<Item, 'id' | 'under'>): string => `${site}/${under ?? id}${under === null ? '' : `#${id}`}`

  function webhook({ method, query, headers, body }: HookRequest): HookVerdict {
    if (method === 'GET') return { accept: true, events: [], answer: { status: 200, type: 'text/plain', body: query['challenge'] ?? '' } }
    const signed = Buffer.from(
      `sha256=${createHmac('sha256', secrets['hookSecret'] ?? '')
        .update(body)
        .digest('hex')}`,
    )
    const shown = Buffer.from(headers['x-board-signature'] ?? '')
    if (secrets['hookSecret'] === undefined || shown.length !== signed.length || !timingSafeEqual(shown, signed)) {
      return { accept: false, reason: 'the signature does not fit', answer: say(401, '{"error":"signature"}') }
    }
    const event = readEventJson(body) as { id: string; event: string; item: Item }
    return { accept: true, events: [rawOf(event)], answer: say(202, JSON.stringify({ received: event.id })) }
  }

  function rawOf(event: { id: string; event: string; item: Item }): RawEvent {
    const { item } = event
    const kind = event.event !== 'item.created' ? 'other' : item.author.id === ownId ? 'own' : 'new'
    return {
      dedupeKey: event.id,
      kind,
      occurredAt: item.at,
      raw: { ...event, type: event.event },
      about: { message: item.id, thread: item.under },
    }
  }

  function translate({ kind, raw }: RawEvent): Found | null {
    if (kind === 'other' || kind === 'unreadable') return null
    const { item } = raw as { item: Item }
    return {
      message: {
        place: { network: account.network, accountId: account.id, key: item.id, url: urlOf(item), target: { item: item.id } },
        text: item.text,
        attachments: [],
        writtenAt: item.at,
      },
      author: { key: item.author.id, name: item.author.name, url: `${site}/people/${item.author.id}`, isCommunity: false },
      threadKey: item.under,
      inReplyToKey: item.under,
      own: item.author.id === ownId,
    }
  }

  async function perform({ act }: Intent, signal?: AbortSignal): Promise<ActOutcome> {
    if (act.kind !== 'reply') return reject('invalid', 'доска принимает только ответы')
    if (act.text.length > limits.textLength) return reject('invalid', 'текст длиннее, чем принимает доска')
    const item = String(act.target['item'])
    const answer = await ask('POST', `/items/${item}/replies`, signal, { text: act.text })
    if (answer.kind === 'unsent') return { outcome: 'deferred', retryAfter: 1_000, reason: 'outage', detail: answer.detail }
    if (answer.kind === 'unknown') return { outcome: 'ambiguous', detail: answer.detail }
    const { status, json } = answer
    if (status === 429) return { outcome: 'deferred', retryAfter: 1_000, reason: 'throttle', detail: 'HTTP 429' }
    if (status === 503) return { outcome: 'deferred', retryAfter: 60_000, reason: 'flood', detail: 'HTTP 503' }
    if (status === 401) return reject('auth', 'ключ доски не действует')
    if (status === 403) return reject('closed', 'под запиской нельзя отвечать')
    if (status === 404) return reject('gone', 'записки больше нет')
    const id = (json as { id?: unknown } | undefined)?.id
    if (status !== 201 || typeof id !== 'string') return { outcome: 'ambiguous', detail: `HTTP ${status}` }
    return { outcome: 'confirmed', ref: id, url: urlOf({ id, under: item }) }
  }

  async function reconcile({ act, known, since }: Intent, signal?: AbortSignal): Promise<ReconcileOutcome> {
    if (act.kind !== 'reply') return { found: false, certain: true }
    const item = String(act.target['item'])
    const answer = await ask('GET', `/items/${item}/thread`, signal)
    if (answer.kind !== 'answered' || answer.status !== 200) return { found: false, certain: false, detail: 'доска не ответила' }
    const { items } = answer.json as { items: Item[] }
    const earliest = known === undefined ? (since ?? 0) - skewMs : 0
    const ours = items.find(
      ({ id, under, author, text, at }) =>
        under === item && author.id === ownId && text === act.text && at >= earliest && !(known ?? []).includes(id),
    )
    return ours === undefined ? { found: false, certain: true } : { found: true, ref: ours.id, url: urlOf(ours) }
  }

  return {
    account,
    capabilities: () => can,
    async identify(signal) {
      const answer = await ask('GET', '', signal)
      if (answer.kind === 'answered' && answer.status === 200)
        return { name: (answer.json as { name: string }).name, url: `${site}/${ownId}` }
      throw new ConnectorError('token', 'Ключ доски не действует.', "The board's token is dead.")
    },
    webhook,
    pull: () => Promise.reject(new ConnectorError('config', 'Доска присылает сама.', 'The board sends by itself.')),
    translate,
    readAgain: (event) => event,
    unclear: () => [],
    sameWords: (ours, shown) => ours === shown,
    describeAuthors: async () => new Map(),
    context: () => Promise.reject(new ConnectorError('config', 'Доска этого не умеет.', 'The board cannot do it.')),
    acts: () => new Set(['reply']),
    perform,
    reconcile,
  }
}
