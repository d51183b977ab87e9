import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Config } from '../config.ts'
import { version } from '../version.ts'
import { emptyQueue } from './health.ts'
import { languageOf } from './language.ts'
import { catalogue, problemBody, ProblemError, type Text } from './problems.ts'

/** A door that says why nobody opens yet. */
export type WaitingRoom = { readonly port: number; close(): Promise<void> }

const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

function page(reason: Text, language: keyof Text): string {
  const { title } = catalogue.unavailable
  const words = { ru: 'Страница откроется сама, как только база ответит.', en: 'This page opens by itself as soon as it answers.' }
  return `<!doctype html><html lang="${language}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="refresh" content="5"><title>${title[language]}</title>
<style>:root{color-scheme:light dark}body{font:1.1rem/1.5 system-ui,sans-serif;max-width:36rem;margin:15vh auto;padding:0 1rem}h1{font-size:1.5rem;line-height:1.25}</style>
<h1>${title[language]}</h1><p>${escape(reason[language])}</p><p>${words[language]}</p></html>`
}

/**
 * Answers at the program's own address while its database is away: `/healthz` with the reason, a page to browsers, a problem to programs, all
 * with 503. @param reason why, today. @throws whatever listening throws
 */
export async function openWaitingRoom({ port, host, location }: Config, reason: () => Text): Promise<WaitingRoom> {
  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    const language = languageOf(request.headers['accept-language'])
    const why = reason()
    const send = (type: string, body: string): void => {
      response.writeHead(503, {
        'content-type': `${type}; charset=utf-8`,
        'content-language': language,
        'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-store',
        'retry-after': '10',
        connection: 'close',
      })
      response.end(request.method === 'HEAD' ? undefined : body)
    }
    request.resume()
    if (/^\/healthz(\?|$)/.test(request.url ?? '')) {
      const database = { ok: false, kind: location.kind, version: '' }
      const clock = { ok: true, offByMs: null }
      const disk = { ok: true, freeMb: null }
      const troubles = [{ code: 'database' as const, ...why }]
      send('application/json', JSON.stringify({ status: 'degraded', troubles, database, clock, disk, queue: emptyQueue, version }))
    } else if (request.headers.accept?.includes('text/html') === true) send('text/html', page(why, language))
    else send('application/problem+json', JSON.stringify(problemBody(new ProblemError('unavailable', { text: why }), language)))
  }
  const server = createServer(answer)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen({ port, host }, resolve)
  })
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
