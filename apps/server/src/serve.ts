import { type AddressInfo, createServer } from 'node:net'
import type { Session } from '@otklik/contract'
import { isAway } from '@otklik/storage'
import { type Config, ConfigError } from './config.ts'
import type { House } from './house.ts'
import { usualWaits, type Waits } from './waits.ts'

export type Role = 'all' | 'web' | 'worker'

/** What runs, and how to stop it in order: no new requests, what was begun is ended, then the data are closed by the caller. */
export type Running = { readonly url: string | null; stop(): Promise<void> }

/** The demo's guided page (the address is known once the server listens), and what the desk's own first page says of the demo; null: nothing. */
export type Guide = {
  readonly page: (url: string, language: 'ru' | 'en') => string
  readonly links: NonNullable<Session['demoLinks']> | null
}

/** A port or an address that cannot be had, with the cure; any other error as it came. */
export function explainListen(error: unknown, { port, host }: Pick<Config, 'port' | 'host'>): unknown {
  const { code } = error as { code?: unknown }
  if (code === 'EADDRINUSE')
    return new ConfigError(
      `Порт ${port} на ${host} занят другой программой. Задайте другой: PORT=8081 (0 — любой свободный).`,
      `Port ${port} on ${host} is taken by another program. Give another one: PORT=8081 (0 for any free one).`,
    )
  if (code === 'EACCES' || code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return new ConfigError(
      `Адрес ${host}:${port} недоступен (${code}). Проверьте HOST; порты ниже 1024 требуют прав.`,
      `The address ${host}:${port} cannot be used (${code}). Check HOST; ports below 1024 need privileges.`,
    )
  return error
}

/** Looks whether the port can be had, before anything that takes time is begun. @throws ConfigError with the cure */
export async function refuseTakenPort({ port, host }: Pick<Config, 'port' | 'host'>): Promise<void> {
  if (port === 0) return
  const probe = createServer()
  await new Promise<void>((resolve, reject) => {
    probe.once('error', (error) => reject(explainListen(error, { port, host })))
    probe.listen({ port, host }, () => probe.close(() => resolve()))
  })
}

/** Starts the roles over an open house. */
export async function serve(
  house: House,
  config: Pick<Config, 'port' | 'host' | 'trustProxy'>,
  role: Role,
  guide: Guide | null = null,
  waits: Waits = usualWaits,
): Promise<Running> {
  const stopping = new AbortController()
  const [buildServer, runWorker] = await Promise.all([
    role === 'worker' ? null : import('./http/server.ts').then((module) => module.buildServer),
    role === 'web' ? null : import('./worker/worker.ts').then((module) => module.runWorker),
  ])
  let url: string | null = null
  const options = {
    trustProxy: config.trustProxy,
    host: config.host,
    waits,
    guide: guide === null ? null : { ...guide, page: (language: 'ru' | 'en') => guide.page(url ?? '', language) },
  }
  const app = buildServer === null ? null : await buildServer(house, options, stopping.signal)
  if (app !== null) {
    await app.listen({ port: config.port, host: config.host }).catch((error: unknown) => {
      stopping.abort()
      throw explainListen(error, config)
    })
    const { address, family, port } = app.server.address() as AddressInfo
    const open = address === '0.0.0.0' || address === '::'
    url = `http://${open ? 'localhost' : family === 'IPv6' ? `[${address}]` : address}:${port}/`
  }
  // What nobody foresaw (never a lost database) ends the process, and whoever supervises it starts it anew; but not without a word in the log.
  const fatal = (error: unknown): void => house.log('process.failed', { error })
  process.on('uncaughtExceptionMonitor', fatal)
  // Work that nobody waits for may meet a lost database too. Anything else ends the process, as it would without us.
  const forgotten = (error: unknown): void => {
    if (!isAway(error)) throw error
    house.log('process.work-lost', { error })
  }
  process.on('unhandledRejection', forgotten)
  const working = runWorker === null ? Promise.resolve() : runWorker(house, stopping.signal)
  return {
    url,
    async stop() {
      stopping.abort()
      // A connection whose last request was answered is kept by the browser, not by us.
      const sweep = setInterval(() => app?.server.closeIdleConnections(), 100)
      const cut = setTimeout(() => app?.server.closeAllConnections(), waits.ending)
      await app?.close()
      clearInterval(sweep)
      clearTimeout(cut)
      await working
      process.off('uncaughtExceptionMonitor', fatal)
      process.off('unhandledRejection', forgotten)
    },
  }
}

/** One press of Ctrl+C comes as several signals: from the terminal, and once more through npm and the wrapper that passes it on. */
const onePressMs = 1_000

/** Resolves at the first SIGTERM or SIGINT. A second press ends the process at once: somebody is in a hurry. */
export function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    let asked: number | null = null
    const stop = (): void => {
      if (asked !== null && performance.now() - asked > onePressMs) process.exit(1)
      asked ??= performance.now()
      resolve()
    }
    process.on('SIGTERM', stop)
    process.on('SIGINT', stop)
  })
}
