import compress from '@fastify/compress'
import helmet from '@fastify/helmet'
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import Fastify, { type FastifyInstance } from 'fastify'
import type { Session } from '@otklik/contract'
import type { House } from '../house.ts'
import { Changes } from '../live/changes.ts'
import { usualWaits, type Waits } from '../waits.ts'
import { accountHandlers } from './accounts.ts'
import { alterationHandlers } from './alterations.ts'
import { answerBadAddress, answerErrors, answerNotFound, checkInput, writeAnswer } from './answer-errors.ts'
import { answerClientError } from './client-errors.ts'
import { guardClock } from './clock-guard.ts'
import { deskRoutes } from './desk.ts'
import { fileRoutes } from './files.ts'
import { installGate, keepNothing } from './gate.ts'
import { guideRoute } from './guide.ts'
import { journalHandlers, noteRefusals } from './journal.ts'
import { healthRoute } from './health.ts'
import { forbidDevices, refuseUnknownQueries } from './strict.ts'
import { guardHost } from './host.ts'
import { hookRoutes } from './hooks.ts'
import { incidentHandlers } from './incidents.ts'
import { readJson } from './json.ts'
import { describeRoutes } from './openapi.ts'
import { ownPasswordHandlers } from './own-password.ts'
import { peopleHandlers } from './people.ts'
import { queueHandlers } from './queue.ts'
import { registerRoutes } from './register.ts'
import { regulationHandlers } from './regulations.ts'
import { calendarHandlers } from './calendar.ts'
import { scheduleHandlers } from './schedule.ts'
import { sessionHandlers } from './session.ts'
import { signInHandlers } from './sign-in.ts'
import { lookingHandler, streamRoute } from './stream.ts'
import { unhandledHandlers } from './unhandled.ts'
import { unitHandlers } from './units.ts'
import { identifier } from './who.ts'

export type ServerOptions = {
  readonly trustProxy: boolean
  /** The address it listens on. */
  readonly host: string
  /** The built desk; absent: `apps/web/dist`. */
  readonly deskDirectory?: string
  /** Absent: the usual ones. */
  readonly waits?: Waits
  /** The demo's guided page at `/demo` and what the session tells of it; null outside the demo. */
  readonly guide: { page(language: 'ru' | 'en'): string; readonly links: NonNullable<Session['demoLinks']> | null } | null
}

/** Scripts, styles and pictures from here alone; pictures of a message stand where the network keeps them. */
const contentSecurity = (allowLoopback: boolean) => ({
  useDefaults: false,
  directives: {
    defaultSrc: ["'self'"],
    scriptSrc: ["'self'"],
    // Mantine and the virtualised lists set style attributes.
    styleSrc: ["'self'", "'unsafe-inline'"],
    imgSrc: ["'self'", 'data:', 'blob:', 'https:', ...(allowLoopback ? ['http://127.0.0.1:*'] : [])],
    fontSrc: ["'self'", 'data:'],
    connectSrc: ["'self'"],
    workerSrc: ["'self'", 'blob:'],
    manifestSrc: ["'self'"],
    objectSrc: ["'none'"],
    baseUri: ["'none'"],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
  },
})

/** The whole HTTP surface over one house; the caller listens, and closes it. Live streams end with the signal. */
export async function buildServer(house: House, options: ServerOptions, signal: AbortSignal): Promise<FastifyInstance> {
  const waits = options.waits ?? usualWaits
  const app = Fastify({
    // Only what a proxy nearby says is believed: a caller's own X-Forwarded-For would get past the limits for addresses.
    trustProxy: options.trustProxy ? ['loopback', 'linklocal', 'uniquelocal'] : false,
    frameworkErrors: answerBadAddress,
    clientErrorHandler: answerClientError,
    // Ten megabytes of a picture over a village's line take this long; a request that stands still for longer is let go.
    requestTimeout: waits.request,
    http: {
      headersTimeout: Math.min(30_000, waits.request),
      connectionsCheckingInterval: Math.min(10_000, waits.request),
      requireHostHeader: false,
    },
    bodyLimit: 1024 * 1024,
    // What was begun is answered; live streams end by themselves with the signal.
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 300 },
  })
  app.setValidatorCompiler(checkInput as never)
  app.setSerializerCompiler(writeAnswer as never)
  readJson(app)
  answerErrors(app, house.log)
  app.setNotFoundHandler(answerNotFound)
  guardHost(app, { host: options.host, publicUrl: house.publicUrl })

  const https = house.publicUrl?.startsWith('https:') ?? false
  await app.register(helmet, { contentSecurityPolicy: contentSecurity(house.allowLoopback), hsts: https, crossOriginEmbedderPolicy: false })
  await app.register(compress, { encodings: ['gzip', 'deflate'], threshold: 2048 })
  await app.register(multipart)
  await app.register(rateLimit, { global: false })
  await describeRoutes(app, house.version)

  guardClock(app, house.clock)
  const identify = identifier(house)
  installGate(app, identify, house.publicUrl)
  keepNothing(app)
  forbidDevices(app)
  refuseUnknownQueries(app)
  noteRefusals(app, house)
  const changes = new Changes(house, waits)
  registerRoutes(app, {
    ...sessionHandlers(house, options.guide?.links ?? null),
    ...signInHandlers(house, options.guide?.links ?? null),
    ...ownPasswordHandlers(house),
    ...queueHandlers(house),
    ...incidentHandlers(house),
    ...lookingHandler(house, app, changes),
    ...unitHandlers(house),
    ...alterationHandlers(house),
    ...peopleHandlers(house),
    ...journalHandlers(house),
    ...scheduleHandlers(house),
    ...calendarHandlers(house),
    ...regulationHandlers(house),
    ...accountHandlers(house),
    ...unhandledHandlers(house),
  })
  fileRoutes(app, house)
  streamRoute(app, changes, signal)
  await hookRoutes(app, house)
  healthRoute(app, house)
  app.get('/api/openapi.json', { config: { access: 'public' }, schema: { hide: true } }, () => app.swagger())
  if (options.guide !== null) guideRoute(app, options.guide)
  await deskRoutes(app, options.deskDirectory)

  changes.follow(signal).catch((error: unknown) => house.log('stream.failed', { error }))
  return app
}
