import { hkdfSync, randomBytes } from 'node:crypto'
import { linkSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeDirectory } from '@otklik/storage'
import { ConfigError, type Config } from './config.ts'

const keyBytes = 32

function decode(text: string, where: { readonly ru: string; readonly en: string }): Uint8Array {
  const trimmed = text.trim()
  const bytes = /^[0-9a-f]{64}$/i.test(trimmed) ? Buffer.from(trimmed, 'hex') : Buffer.from(trimmed, 'base64')
  if (bytes.length === keyBytes) return bytes
  throw new ConfigError(
    `${where.ru}: нужен ключ из 32 байт, 64 шестнадцатеричных знака. Получить новый: openssl rand -hex 32.`,
    `${where.en}: a key of 32 bytes, 64 hexadecimal digits, is needed. Make one: openssl rand -hex 32.`,
  )
}

/** Whoever reads the key reads every token and signs in as anybody. Windows keeps such rights elsewhere. */
function refuseOpen(file: string): void {
  if (process.platform === 'win32' || (statSync(file).mode & 0o004) === 0) return
  throw new ConfigError(
    `Файл ${file} может прочесть каждый на этом компьютере, а в нём ключ от всего. Закройте его: chmod 600 '${file}'. Где у файлов нет прав доступа, задайте ключ в OTKLIK_KEY и уберите файл.`,
    `Anybody on this computer can read the file ${file}, and it is the key to everything. Close it: chmod 600 '${file}'. Where files have no permissions, give the key in OTKLIK_KEY and remove the file.`,
  )
}

/**
 * The key that encrypts network secrets and signs sessions. It lives outside the database: in OTKLIK_KEY, or in the file
 * `key` of the data directory, which is made on the first start and readable by its owner alone.
 * @throws ConfigError when the key is not 32 bytes, or its file is open to everybody
 */
export function loadKey(config: Config): Uint8Array {
  const file = join(config.directory, 'key')
  const standing = findKey(config)
  if (standing !== null) return standing
  makeDirectory(config.directory)
  const draft = `${file}.${process.pid}`
  try {
    // A link appears whole or not at all: two processes that start at once on an empty directory end with one key.
    writeFileSync(draft, `${randomBytes(keyBytes).toString('hex')}\n`, { mode: 0o600, flag: 'wx' })
    linkSync(draft, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    rmSync(draft, { force: true })
  }
  return decode(readFileSync(file, 'utf8'), { ru: `Файл ${file}`, en: `File ${file}` })
}

/**
 * The key where there is one already, and null otherwise: whoever checks a record without the key makes none.
 * @throws ConfigError as `loadKey`
 */
export function findKey(config: Config): Uint8Array | null {
  if (config.key !== null) return decode(config.key, { ru: 'OTKLIK_KEY', en: 'OTKLIK_KEY' })
  const file = join(config.directory, 'key')
  try {
    const text = readFileSync(file, 'utf8')
    refuseOpen(file)
    return decode(text, { ru: `Файл ${file}`, en: `File ${file}` })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    return null
  }
}

/** A secret of its own for one purpose, so that the master key itself signs nothing (RFC 5869). */
export function deriveSecret(key: Uint8Array, purpose: string): string {
  return Buffer.from(hkdfSync('sha256', key, new Uint8Array(0), `otklik/${purpose}`, keyBytes)).toString('hex')
}
