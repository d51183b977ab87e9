import { isIP } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { ProblemError } from './problems.ts'

const ownNames: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]'])
const everywhere: ReadonlySet<string> = new Set(['0.0.0.0', '::'])

/** Whether only this computer can reach what listens at this address; a public address means that a proxy passes others on to it. */
export const listensHereAlone = ({ host, publicUrl }: { readonly host: string; readonly publicUrl: string | null }): boolean =>
  publicUrl === null && (host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host))

/** The name in a Host header without its port, as browsers write it; null for none, or one that is no host. */
function nameOf(header: string | undefined): string | null {
  if (header === undefined || /[\s/?#@\\]/.test(header) || !URL.canParse(`http://${header}`)) return null
  return new URL(`http://${header}`).hostname
}

/**
 * Whether a request asks for us. A page of another site whose name was made to lead to our address (DNS rebinding) would otherwise count as
 * ours to the browser; but its name stays in the Host header. Listening everywhere without a public address is a town's computer in its own
 * network: there addresses, names without dots and names in `.local` (RFC 6762) are taken, for nobody outside can own them.
 */
export function asksForUs(header: string | undefined, { host, publicUrl }: { host: string; publicUrl: string | null }): boolean {
  const name = nameOf(header)
  if (name === null) return false
  const listening = isIP(host) === 6 ? `[${host}]` : host.toLowerCase()
  if (ownNames.has(name) || name === listening || (publicUrl !== null && name === new URL(publicUrl).hostname)) return true
  if (!everywhere.has(host) || publicUrl !== null) return false
  return isIP(name.replace(/^\[|\]$/g, '')) !== 0 || name.endsWith('.local') || !name.includes('.')
}

/** Names and values take turns in Node's list. */
const hostsOf = (rawHeaders: readonly string[]): number =>
  rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === 'host').length

/** Refuses what asks for another host, before anything else is looked at. Those who watch the program ask by whatever name they know. */
export function guardHost(app: FastifyInstance, where: { readonly host: string; readonly publicUrl: string | null }): void {
  app.addHook('onRequest', async (request) => {
    // Two hosts are none (RFC 9112, 3.2): a proxy before us may have looked at the other one.
    if (hostsOf(request.raw.rawHeaders) > 1) throw new ProblemError('unreadable-request')
    if (request.routeOptions.url !== '/healthz' && !asksForUs(request.headers.host, where)) throw new ProblemError('wrong-host')
  })
}
