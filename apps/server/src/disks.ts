import { randomBytes } from 'node:crypto'
import { access, realpath, rm, statfs, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { isDiskFull } from '@otklik/storage'
import type { Config } from './config.ts'
import type { Log } from './log.ts'

type Text = { readonly ru: string; readonly en: string }
export type DiskTrouble = { readonly code: 'disk' | 'disk-low' } & Text
export type DiskState = { readonly ok: boolean; readonly freeMb: number | null; readonly troubles: readonly DiskTrouble[] }

const mega = 1024 * 1024
/** Less free space than this is reported before it hurts: a week of a busy town with its photographs. */
const lowBytes = 500 * mega
/** PostgreSQL writes its log in segments of 16 MB and needs room for the next one. */
const leastBytes = 20 * mega
/** A look is believed for so long: whoever watches may ask every second. */
const keptMs = 3_000
/** A write that failed for lack of space is reported for so long after; what writes by itself fails again sooner. */
const noticedMs = 120_000
/** As much as a file system takes at once: an empty file would find room where nothing else does. */
const probe = randomBytes(4096)

const low = (place: string, freeMb: number): DiskTrouble => ({
  code: 'disk-low',
  ru: `На диске с каталогом ${place} осталось ${freeMb} МБ. Освободите место: без него ничего нельзя записать.`,
  en: `The disk with ${place} has ${freeMb} MB left. Free some space: without it nothing can be recorded.`,
})
const full = (place: string, freeMb: number): DiskTrouble => ({
  code: 'disk',
  ru: `На диске с каталогом ${place} кончилось место (осталось ${freeMb} МБ). Освободите не менее 200 МБ; записанное цело.`,
  en: `The disk with ${place} is full (${freeMb} MB left). Free at least 200 MB; what was recorded is safe.`,
})
const refused = (place: string, code: string): DiskTrouble => ({
  code: 'disk',
  ru: `В каталог ${place} нельзя записать (${code}). Проверьте, что диск подключён на запись, а владелец каталога — пользователь службы.`,
  en: `The directory ${place} cannot be written (${code}). Check that the disk is mounted for writing and the directory belongs to the service's user.`,
})
const ofServer: DiskTrouble = {
  code: 'disk',
  ru: 'Запись не удалась: на диске сервера базы данных кончилось место. Освободите не менее 200 МБ; записанное цело.',
  en: 'A write failed: the disk of the database server is full. Free at least 200 MB; what was recorded is safe.',
}

/** Where the cluster really stands: as root it may be a link to a place that PostgreSQL's own user can enter. */
const clusterHome = async (directory: string): Promise<string> =>
  dirname(await realpath(join(directory, 'cluster')).catch(() => join(directory, '_')))

/** Looks whether the places of our data can be written, and how much room is left; and remembers writes that found none. */
export class Disks {
  readonly #config: Pick<Config, 'directory' | 'filesDirectory' | 'location'>
  #noticedAt = Number.NEGATIVE_INFINITY
  #kept: { readonly at: number; readonly state: Promise<DiskState> } | null = null

  constructor(config: Pick<Config, 'directory' | 'filesDirectory' | 'location'>) {
    this.#config = config
  }

  /** The same log; what it tells of full disks is remembered: a server's disk is seen by its refusals alone. */
  noticing(log: Log): Log {
    return (event, fields) => {
      if (isDiskFull(fields['error'])) this.#noticedAt = performance.now()
      log(event, fields)
    }
  }

  look(): Promise<DiskState> {
    const now = performance.now()
    if (this.#kept === null || now - this.#kept.at > keptMs) this.#kept = { at: now, state: this.#look() }
    return this.#kept.state
  }

  async #look(): Promise<DiskState> {
    const { directory, filesDirectory, location } = this.#config
    // The directory of files is made when the first one comes. Files and the embedded database may stand on disks of their own.
    const files = await access(filesDirectory).then(
      () => [filesDirectory],
      () => [],
    )
    const database = location.kind === 'embedded' ? [await clusterHome(location.directory)] : []
    const places = new Set([directory, ...files, ...database])
    const looked = await Promise.all([...places].map(lookAt))
    const troubles: DiskTrouble[] = looked.flatMap(({ trouble }) => (trouble === null ? [] : [trouble]))
    const known = looked.flatMap(({ freeMb }) => (freeMb === null ? [] : [freeMb]))
    const told = troubles.some(({ code }) => code === 'disk')
    if (!told && performance.now() - this.#noticedAt < noticedMs) troubles.push(ofServer)
    return { ok: troubles.every(({ code }) => code !== 'disk'), freeMb: known.length === 0 ? null : Math.min(...known), troubles }
  }
}

async function lookAt(place: string): Promise<{ freeMb: number | null; trouble: DiskTrouble | null }> {
  const file = join(place, `.probe-${process.pid}-${randomBytes(4).toString('hex')}`)
  const free = await statfs(place).then(
    ({ bavail, bsize }) => bavail * bsize,
    () => null,
  )
  const freeMb = free === null ? null : Math.floor(free / mega)
  try {
    await writeFile(file, probe, { flag: 'wx', mode: 0o600 })
  } catch (error) {
    const code = String((error as NodeJS.ErrnoException).code)
    return { freeMb, trouble: isDiskFull(error) ? full(place, freeMb ?? 0) : refused(place, code) }
  } finally {
    await rm(file, { force: true }).catch(() => undefined)
  }
  if (free !== null && free < leastBytes) return { freeMb, trouble: full(place, freeMb ?? 0) }
  return { freeMb, trouble: free !== null && free < lowBytes ? low(place, freeMb ?? 0) : null }
}
