import { mkdir, open, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { AnchorMark } from './maintenance-type.ts'

/**
 * The witness: anchors remembered outside the database, where whoever can write to the database alone does not reach. A line is
 * `number position hash`; a line `restored` with a moment ends one life of the database: what it sealed after the backup is gone by right.
 */
const ANCHOR = /^(\d{1,9}) \d+ ([0-9a-f]{64})$/
const RESTORED = 'restored'

/** Notes an anchor that has been committed; on the disk when it returns. Several processes may write into one file. */
export async function witness(file: string | undefined, anchor: AnchorMark & { readonly position: number }): Promise<void> {
  await append(file, `${anchor.number} ${anchor.position} ${anchor.hash}`)
}

/** Notes that another life of the database begins. */
export async function witnessRestore(file: string | undefined, now: number): Promise<void> {
  await append(file, `${RESTORED} ${new Date(now).toISOString()}`)
}

async function append(file: string | undefined, line: string): Promise<void> {
  if (file === undefined) return
  await mkdir(dirname(file), { recursive: true })
  const handle = await open(file, 'a', 0o600)
  try {
    // One write of a short line: another process's cannot come between.
    await handle.write(`${line}\n`)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** The anchors that were noted in the present life of the database, oldest first. A line cut short by a power failure is skipped: the next anchor proves it. */
export async function witnessed(file: string | undefined): Promise<AnchorMark[]> {
  if (file === undefined) return []
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => (error.code === 'ENOENT' ? '' : Promise.reject(error)))
  const lines = text.split('\n')
  const begun = lines.findLastIndex((line) => line.startsWith(RESTORED)) + 1
  return lines.slice(begun).flatMap((line) => {
    const [, number, hash] = ANCHOR.exec(line) ?? []
    return number === undefined || hash === undefined ? [] : [{ number: Number(number), hash }]
  })
}
