import { randomBytes } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { html } from './html.ts'
import type { Html } from './html.ts'
import { addOrders } from './page-orders.ts'
import { pageView, personView, postView } from './page-view.ts'
import type { PageContext } from './page-context.ts'
import { words } from './page-words.ts'
import type { Language } from './page-words.ts'
import type { World } from './world.ts'

export type PageParts = {
  readonly world: World
  readonly name: string
  readonly screenName: string
  /** IANA name: moments are shown as the town's clocks show them. */
  readonly timezone: string
  /** Called whenever something happens in the community. */
  readonly watchers: Set<() => void>
}

/** Threads shown under each post on the front page; the post's own page shows all. */
const shortList = 30
const wholeList = 10_000

type Query = Readonly<Record<string, string | undefined>>

/** The page of the pretended community, for people: read, write as a citizen, watch official replies appear. */
export function addPage(app: FastifyInstance, parts: PageParts): void {
  const { world } = parts

  function show(
    request: FastifyRequest,
    reply: FastifyReply,
    view: (page: PageContext) => Html | null,
    alert?: (page: PageContext) => string,
  ) {
    const query = request.query as Query
    const cookies = readCookies(request.headers.cookie)
    const language: Language = (query['lang'] ?? cookies['lang']) === 'en' ? 'en' : 'ru'
    if (query['lang'] !== undefined) reply.header('set-cookie', `lang=${language}; Path=/; Max-Age=31536000; SameSite=Lax`)
    const nonce = randomBytes(16).toString('base64')
    const page: PageContext = {
      world,
      name: parts.name,
      words: words[language],
      language,
      timezone: parts.timezone,
      writer: cookies['writer'] ?? '',
      pointed: Number(query['reply'] ?? 0),
      path: request.method === 'GET' ? request.url.replace(/([?&])lang=[^&]*&?/, '$1').replace(/[?&]$/, '') : '/',
      nonce,
    }
    const content = view(page)
    if (content === null) reply.code(404)
    return reply
      .headers({
        'content-security-policy':
          `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'; img-src 'self' data:; connect-src 'self'; ` +
          "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cache-control': 'no-store',
      })
      .type('text/html; charset=utf-8')
      .send(pageView(page, content ?? html``, content === null ? page.words.missing : (alert?.(page) ?? null)))
  }
  const front = (page: PageContext) => html`${world.posts().map((post) => postView(page, post, shortList))}`

  app.get('/', (request, reply) => show(request, reply, front))
  app.get<{ Params: { place: string } }>('/wall:place', (request, reply) => {
    const id = new RegExp(`^-${world.groupId}_(\\d+)$`).exec(request.params.place)?.[1]
    return show(request, reply, (page) => {
      const post = world.posts().find((each) => each.id === Number(id))
      return post === undefined ? null : postView(page, post, wholeList)
    })
  })
  app.get<{ Params: { id: string } }>('/id:id', (request, reply) => {
    const person = world.person(Number(request.params.id))
    return show(request, reply, (page) => (person === undefined ? null : personView(page, person.id)))
  })
  for (const address of new Set([`/club${world.groupId}`, `/${parts.screenName}`])) {
    app.get(address, (_, reply) => reply.redirect('/'))
  }

  addOrders(app, world, parts.name, (request, reply, why) => show(request, reply, front, (page) => why(page.words)))

  app.get('/page/events', (request, reply) => {
    reply.hijack()
    reply.raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
    reply.raw.write('retry: 1000\n\n')
    const tell = (): void => void reply.raw.write('data: changed\n\n')
    const beat = setInterval(() => void reply.raw.write(': \n\n'), 20_000)
    parts.watchers.add(tell)
    request.raw.on('close', () => {
      clearInterval(beat)
      parts.watchers.delete(tell)
    })
  })
}

function readCookies(header: string | undefined): Readonly<Record<string, string | undefined>> {
  const pairs = (header ?? '').split(';').map((pair): [string, string] => {
    const at = pair.indexOf('=')
    return [pair.slice(0, at).trim(), pair.slice(at + 1).trim()]
  })
  return Object.fromEntries(pairs.map(([name, value]) => [name, safelyDecoded(value)]))
}

function safelyDecoded(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return ''
  }
}
