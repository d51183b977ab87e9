import { randomBytes } from 'node:crypto'
import { cookieIn, cookieName } from './cookie-names.ts'

/** Half a year: a browser that nobody signs in with for longer is a stranger again. */
const seconds = 180 * 24 * 60 * 60

/**
 * What tells a browser from others: 128 random bits, which nobody guesses, so that there is nothing to sign. It opens nothing; with it one's
 * own tries are not slowed by strangers' ones. null: none, or one that we did not make.
 */
export const deviceIn = (header: string | undefined): string | null =>
  /=([0-9a-f]{32})$/.exec(cookieIn(header, 'device') ?? '')?.[1] ?? null

export const newDevice = (): string => randomBytes(16).toString('hex')

export const deviceCookie = (device: string, https: boolean): string =>
  `${cookieName('device', https)}=${device}; Max-Age=${seconds}; Path=/; HttpOnly; SameSite=Lax${https ? '; Secure' : ''}`
