import { createHash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import type { Doer } from '@otklik/storage'
import { deviceIn } from '../sign-in/device.ts'

const browsers: readonly (readonly [RegExp, string])[] = [
  [/YaBrowser\/(\d+)/, 'Яндекс Браузер'],
  [/Edg(?:e|A|iOS)?\/(\d+)/, 'Edge'],
  [/OPR\/(\d+)/, 'Opera'],
  [/(?:Firefox|FxiOS)\/(\d+)/, 'Firefox'],
  [/(?:Chrome|CriOS|Chromium)\/(\d+)/, 'Chrome'],
  [/Version\/(\d+)[\d.]* (?:Mobile\/\w+ )?Safari/, 'Safari'],
]
const systems: readonly (readonly [RegExp, string])[] = [
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/Linux|X11/, 'Linux'],
]

/** A browser in short, «Firefox 145, Windows». Anything else is called by the first word of its own name, of plain letters alone. */
export function browserOf(agent: string | undefined): string | null {
  if (agent === undefined) return null
  const first = (known: typeof browsers): RegExpExecArray | null => {
    for (const [pattern] of known) {
      const found = pattern.exec(agent)
      if (found !== null) return found
    }
    return null
  }
  const browser = browsers.find(([pattern]) => pattern.test(agent))
  if (browser === undefined) return /^[\w.-]{1,30}/.exec(agent)?.[0] ?? null
  const system = systems.find(([pattern]) => pattern.test(agent))
  const name = `${browser[1]} ${first([browser])?.[1] ?? ''}`.trim()
  return system === undefined ? name : `${name}, ${system[1]}`
}

/** Another writing of an address is the same one: IPv4 inside IPv6 is IPv4. */
export const addressOf = ({ ip }: Pick<FastifyRequest, 'ip'>): string => ip.replace(/^::ffff:(?=\d+\.)/i, '')

/** Hashed, so that the journal cannot be used to pretend to be a known browser. */
export const deviceHash = (device: string): string => createHash('sha256').update(device).digest('hex').slice(0, 16)

/** Who does something by this request; nobody where nobody is signed in. */
export function doerOf(request: FastifyRequest, personId: string | null = request.person?.personId ?? null): Doer {
  const device = deviceIn(request.headers.cookie)
  return {
    id: personId,
    address: addressOf(request),
    browser: browserOf(request.headers['user-agent']),
    device: device === null ? null : deviceHash(device),
  }
}
