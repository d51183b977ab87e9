import { resolve, join } from 'node:path'
import type { Location } from '@otklik/storage'

/** What the program was told by its environment, checked as a whole; the rest of the code receives values, never `process.env`. */
export type Config = {
  /** 0 asks the system for a free port. */
  readonly port: number
  readonly host: string
  /** The address people type, for links and for the origin check; null: whatever the request says. */
  readonly publicUrl: string | null
  /** Everything that is kept without a PostgreSQL server of one's own: database, files, key. Absolute. */
  readonly directory: string
  readonly location: Location
  readonly filesDirectory: string
  /** Where the record's anchors are noted outside the database. */
  readonly witnessFile: string
  /** 64 hexadecimal digits or Base64 of 32 bytes; null: the file `key` in the data directory. Never logged. */
  readonly key: string | null
  /** Trust `X-Forwarded-For` of a proxy on this machine or network. */
  readonly trustProxy: boolean
  readonly logLevel: 'silent' | 'error' | 'warn' | 'info' | 'debug'
  /** A file with one JSON message a line (`{"text": …}`) for the demo town instead of the shipped ones. */
  readonly demoMessages: string | null
  /** `sites`: where people read a network, by its id, where that is a simulator's and not its own. `allowLoopback`: its API may be on this machine. */
  readonly networks: { readonly sites: Readonly<Record<string, string>>; readonly allowLoopback: boolean; readonly timeoutMs: number }
  /** How long a killed sender or receiver keeps its account from the others, milliseconds. */
  readonly leaseMs: number
  /** So far this computer's clock may be from the database's before the program stops answering, milliseconds. */
  readonly clockBoundMs: number
  /** What one person may bring in on a day of the organisation's zone. */
  readonly uploads: { readonly files: number; readonly bytes: number }
  /** For how many days authors' personal data are kept in every organisation; null: in each as long as it says itself. */
  readonly retentionDays: number | null
}

/** The environment is wrong: which variable, and the cure, in both languages. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  readonly ru: string
  readonly en: string
  constructor(ru: string, en: string) {
    super(`${ru} / ${en}`)
    this.ru = ru
    this.en = en
  }
}

type Environment = Readonly<Record<string, string | undefined>>

function given(env: Environment, name: string): string | null {
  const value = env[name]?.trim()
  return value === undefined || value === '' ? null : value
}

function whole(env: Environment, name: string, fallback: number, least: number, most: number): number {
  const value = given(env, name)
  if (value === null) return fallback
  const number = Number(value)
  if (/^\d+$/.test(value) && number >= least && number <= most) return number
  throw new ConfigError(
    `${name}=«${value}»: нужно целое число от ${least} до ${most}. Исправьте переменную или уберите её (тогда ${fallback}).`,
    `${name}="${value}": a whole number from ${least} to ${most} is needed. Mend the variable or remove it (then ${fallback}).`,
  )
}

function address(env: Environment, name: string, protocols: readonly string[], example: string): string | null {
  const value = given(env, name)
  if (value === null) return null
  // PostgreSQL's addresses may name no host (a socket in `?host=`), which is no URL to others: the beginning is what is looked at.
  const web = protocols.includes('https:')
  if (protocols.some((protocol) => value.startsWith(`${protocol}//`)) && value.length > 13 && (!web || URL.canParse(value))) return value
  // The value may carry a password: it is not repeated.
  throw new ConfigError(`${name}: нужен адрес вида ${example}.`, `${name}: an address like ${example} is needed.`)
}

/** `network=address` pairs, separated by spaces. */
function sites(env: Environment, name: string): Readonly<Record<string, string>> {
  const pairs = given(env, name)?.split(/\s+/) ?? []
  return Object.fromEntries(
    pairs.map((pair) => {
      const [, network, site] = /^([a-z][a-z0-9-]{0,29})=(https?:\/\/.+)$/.exec(pair) ?? []
      if (network !== undefined && site !== undefined && URL.canParse(site)) return [network, site]
      throw new ConfigError(
        `${name}: нужны пары вида сеть=https://адрес через пробел.`,
        `${name}: pairs like network=https://address, separated by spaces, are needed.`,
      )
    }),
  )
}

function choice<T extends string>(env: Environment, name: string, allowed: readonly T[], fallback: T): T {
  const value = given(env, name)
  if (value === null) return fallback
  const found = allowed.find((each) => each === value)
  if (found !== undefined) return found
  throw new ConfigError(
    `${name}=«${value}»: возможно ${allowed.join(', ')}. Исправьте переменную или уберите её.`,
    `${name}="${value}": one of ${allowed.join(', ')} is possible. Mend the variable or remove it.`,
  )
}

/**
 * Reads the environment once.
 * @throws ConfigError that names the variable and the cure
 */
export function readConfig(env: Environment, currentDirectory: string, defaults: { readonly directory: string }): Config {
  const directory = resolve(currentDirectory, given(env, 'OTKLIK_DATA') ?? defaults.directory)
  const url = address(env, 'DATABASE_URL', ['postgres:', 'postgresql:'], 'postgresql://otklik:password@127.0.0.1:5432/otklik')
  return {
    port: whole(env, 'PORT', 8080, 0, 65_535),
    host: given(env, 'HOST') ?? '127.0.0.1',
    publicUrl: address(env, 'OTKLIK_PUBLIC_URL', ['http:', 'https:'], 'https://otklik.example.ru'),
    directory,
    location: url === null ? { kind: 'embedded', directory: join(directory, 'database') } : { kind: 'server', url },
    filesDirectory: join(directory, 'files'),
    witnessFile: join(directory, 'anchors.log'),
    key: given(env, 'OTKLIK_KEY'),
    trustProxy: choice(env, 'OTKLIK_TRUST_PROXY', ['0', '1'], '0') === '1',
    logLevel: choice(env, 'OTKLIK_LOG', ['silent', 'error', 'warn', 'info', 'debug'], 'warn'),
    demoMessages: given(env, 'OTKLIK_DEMO_MESSAGES'),
    networks: {
      sites: sites(env, 'OTKLIK_NETWORK_SITES'),
      allowLoopback: choice(env, 'OTKLIK_ALLOW_LOOPBACK', ['0', '1'], '0') === '1',
      timeoutMs: whole(env, 'OTKLIK_NETWORK_TIMEOUT_MS', 15_000, 100, 120_000),
    },
    uploads: {
      files: whole(env, 'OTKLIK_UPLOADS_PER_DAY', 300, 1, 100_000),
      bytes: whole(env, 'OTKLIK_UPLOAD_MB_PER_DAY', 500, 1, 1_000_000) * 1024 * 1024,
    },
    retentionDays: given(env, 'OTKLIK_RETENTION_DAYS') === null ? null : whole(env, 'OTKLIK_RETENTION_DAYS', 1095, 30, 36_500),
    // Clocks kept by the network stay within a second; terms are counted in minutes: by a minute nobody's term is moved unseen.
    clockBoundMs: whole(env, 'OTKLIK_CLOCK_BOUND_MS', 60_000, 1_000, 3_600_000),
    leaseMs: whole(env, 'OTKLIK_LEASE_MS', 15_000, 500, 600_000),
  }
}
