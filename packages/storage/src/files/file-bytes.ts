import { createHash, randomBytes } from 'node:crypto'
import { link, mkdir, open, readFile, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { StorageFault } from '../engine/fault.ts'

/** SHA-256 of the bytes, in hex: the file's id. */
export function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** Sharded by the first two digits, so that no directory holds more than a 256th of the files. */
export function placeOf(directory: string, id: string): string {
  if (!/^[0-9a-f]{64}$/.test(id)) throw new Error('a file is named by its SHA-256 in hex')
  return join(directory, id.slice(0, 2), id)
}

/**
 * Writes the bytes under their hash, whole or not at all, and returns when they are on the disk: a row that names them is written after.
 * Bytes that stand already are left alone.
 * @throws StorageFault `disk-full`, `directory-denied`
 */
export async function keepBytes(directory: string, id: string, bytes: Uint8Array): Promise<void> {
  const place = placeOf(directory, id)
  const draft = join(dirname(place), `.${id.slice(0, 16)}.${randomBytes(6).toString('hex')}`)
  try {
    await mkdir(dirname(place), { recursive: true, mode: 0o700 })
    const file = await open(draft, 'wx', 0o600)
    try {
      await file.writeFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
    // A link, unlike a rename, does not touch bytes that somebody is reading.
    await link(draft, place).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
    })
    await syncDirectory(dirname(place))
  } catch (error) {
    throw explain(error, directory)
  } finally {
    await rm(draft, { force: true }).catch(() => {})
  }
}

/**
 * Reads the bytes and checks them against their hash; null where there are none.
 * @throws StorageFault `file-damaged` where the disk gave back others.
 */
export async function readBytes(directory: string, id: string): Promise<Uint8Array | null> {
  try {
    const bytes = await readFile(placeOf(directory, id))
    if (hashOf(bytes) === id) return bytes
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw explain(error, directory)
  }
  throw new StorageFault('file-damaged', {
    ru: `Файл ${id.slice(0, 12)}… на диске повреждён: содержимое не совпадает с контрольной суммой. Восстановите его из резервной копии.`,
    en: `The file ${id.slice(0, 12)}… is damaged on the disk: its content does not match its hash. Restore it from a backup.`,
  })
}

/** The name of a new file is only kept when its directory is; Windows has no such call and needs none. */
async function syncDirectory(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const directory = await open(path, 'r')
  try {
    await directory.sync()
  } finally {
    await directory.close()
  }
}

function explain(error: unknown, directory: string): unknown {
  const { code } = error as NodeJS.ErrnoException
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new StorageFault(
      'disk-full',
      {
        ru: `На диске кончилось место для файлов (${directory}). Освободите место.`,
        en: `No space left for files (${directory}). Free some.`,
      },
      { cause: error },
    )
  }
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return new StorageFault(
      'directory-denied',
      { ru: `Нет доступа к каталогу файлов ${directory}.`, en: `No access to the directory of files ${directory}.` },
      { cause: error },
    )
  }
  return error
}
