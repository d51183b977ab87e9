import { lookup } from 'node:dns/promises'
import { BlockList, isIP } from 'node:net'
import { ConnectorError } from './connector-error.ts'

/** Finds the addresses of a host name. Replaced in tests. */
export type Resolve = (host: string) => Promise<readonly string[]>

export const systemResolve: Resolve = async (host) => (await lookup(host, { all: true })).map((entry) => entry.address)

/** Networks that are not the public internet (RFC 6890 and its registries): nothing the network tells us may lead there. */
const closed4 = new BlockList()
for (const range of [
  '0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24 192.88.99.0/24',
  '192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4',
]
  .join(' ')
  .split(' ')) {
  const [net = '', bits = ''] = range.split('/')
  closed4.addSubnet(net, Number(bits), 'ipv4')
}

/** IPv6 the other way round: only global unicast, without the parts that carry an IPv4 address inside (6to4, Teredo) and documentation. */
const open6 = new BlockList()
open6.addSubnet('2000::', 3, 'ipv6')
const closed6 = new BlockList()
closed6.addSubnet('2001::', 32, 'ipv6')
closed6.addSubnet('2001:db8::', 32, 'ipv6')
closed6.addSubnet('2002::', 16, 'ipv6')

const loopback = new BlockList()
loopback.addSubnet('127.0.0.0', 8, 'ipv4')
loopback.addAddress('::1', 'ipv6')

/** True when the address belongs to the public internet. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address)
  if (family === 4) return !closed4.check(address, 'ipv4')
  return family === 6 && open6.check(address, 'ipv6') && !closed6.check(address, 'ipv6')
}

const isLoopback = (address: string): boolean => {
  const family = isIP(address)
  return family !== 0 && loopback.check(address, family === 4 ? 'ipv4' : 'ipv6')
}

const refusal = (host: string): ConnectorError =>
  new ConnectorError(
    'config',
    `Адрес ${host} не подходит: нужен https-адрес в открытом интернете. Проверьте адрес API в настройках подключения.`,
    `The address ${host} will not do: it must be https on the public internet. Check the API address in the connection's settings.`,
  )

const noAddress = new ConnectorError(
  'config',
  'Адрес записан неверно. Впишите его в настройках подключения целиком, начиная с https://.',
  "The address is malformed. Write it out in the connection's settings, beginning with https://.",
)

/**
 * Checks an address before anything is sent to it, be it from settings or from the network's own answer (`upload_url`, long
 * poll server): https, a public host, no user name in it. Loopback, and http to it, only where the caller allows it (the simulator).
 * Between this look-up and the connection the name could be pointed elsewhere; the certificate, checked for this very name, closes that gap.
 *
 * @throws ConnectorError `config`; whatever `resolve` throws when the name is not found.
 */
export async function checkAddress(address: string, allowLoopback: boolean, resolve: Resolve): Promise<URL> {
  const url = URL.parse(address)
  if (url === null) throw noAddress
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (url.username !== '' || url.password !== '') throw refusal(host)
  const literal = isIP(host) !== 0
  if (allowLoopback && (host === 'localhost' || isLoopback(host)) && /^https?:$/.test(url.protocol)) return url
  if (url.protocol !== 'https:') throw refusal(host)
  const addresses = literal ? [host] : await resolve(host)
  if (addresses.length === 0 || !addresses.every(isPublicAddress)) throw refusal(host)
  return url
}
