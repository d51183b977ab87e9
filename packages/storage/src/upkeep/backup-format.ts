import { StorageFault } from '../engine/fault.ts'

/**
 * A backup is one file: a line that names it, a line of JSON (the header), a zstd stream of frames, and 32 bytes: the SHA-256 of all before.
 * A frame is one letter, the length of its body (4 bytes, big-endian), the body:
 * `T` a table begins (JSON), `D` a piece of PostgreSQL's text COPY or of a file, `E` the table ends (JSON with its count of rows),
 * `F` a file begins (JSON), `S` where the sequences stand (JSON), `Z` the end.
 */
export const MAGIC = 'otklik backup\n'
/** 1 brought statements of SQL for the tables of sign-in; they are read over: the program makes all tables itself. */
export const FORMAT = 2
export const DIGEST_BYTES = 32

export type Header = {
  readonly format: number
  /** The newest migration in the database that was saved. */
  readonly schema: { readonly number: number; readonly name: string }
  readonly madeAt: number
  readonly serverVersion: string
}

export type Table = { readonly schema: string; readonly name: string; readonly columns: readonly string[] }
export type Sequence = { readonly schema: string; readonly name: string; readonly last: string; readonly called: boolean }
export type FileHead = { readonly id: string; readonly bytes: number }

export type FrameKind = 'T' | 'D' | 'E' | 'F' | 'S' | 'Z'
export type Frame = { readonly kind: FrameKind; readonly body: Buffer }

export function* frame(kind: FrameKind, body: Buffer | object): Generator<Buffer> {
  const bytes = Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body))
  const head = Buffer.alloc(5)
  head.write(kind, 0, 'latin1')
  head.writeUInt32BE(bytes.length, 1)
  yield head
  yield bytes
}

/** Reads frames from pieces of any size. @throws StorageFault `backup-damaged` where the stream ends before the `Z` frame. */
export async function* readFrames(pieces: AsyncIterable<Buffer>): AsyncGenerator<Frame> {
  let waiting: Buffer[] = []
  let held = 0
  let wanted = 5
  for await (const piece of pieces) {
    waiting.push(piece)
    held += piece.length
    if (held < wanted) continue
    let all = waiting.length === 1 ? piece : Buffer.concat(waiting)
    for (;;) {
      wanted = all.length < 5 ? 5 : 5 + all.readUInt32BE(1)
      if (all.length < wanted) break
      const kind = all.toString('latin1', 0, 1) as FrameKind
      yield { kind, body: all.subarray(5, wanted) }
      if (kind === 'Z') return
      all = all.subarray(wanted)
    }
    waiting = [all]
    held = all.length
  }
  throw damaged()
}

export function damaged(cause?: unknown): StorageFault {
  return new StorageFault(
    'backup-damaged',
    {
      ru: 'Резервная копия повреждена, обрезана или переделана: её содержимое не сходится. База не тронута. Возьмите другую копию файла.',
      en: 'The backup is damaged, cut short or altered: its contents do not agree. The database was not touched. Take another copy of the file.',
    },
    { cause },
  )
}

export function foreign(): StorageFault {
  return new StorageFault('backup-foreign', {
    ru: 'Это не резервная копия Отклика. Нужен файл, записанный командой otklik backup ФАЙЛ.',
    en: 'This is not a backup of Otklik. A file written by otklik backup FILE is needed.',
  })
}

export function newer(what: string): StorageFault {
  return new StorageFault('backup-newer', {
    ru: `Резервная копия сделана более новой программой (${what}). Обновите программу и повторите.`,
    en: `The backup was made by a newer program (${what}). Upgrade the program and try again.`,
  })
}

const OF_FILES: readonly (string | undefined)[] = ['access', 'open', 'read', 'write', 'fsync', 'stat', 'rename']

/** What reading or writing the file itself met (no such folder, no right, a full disk), in words; any other error as it came. */
export function ofPlace(file: string, error: unknown): unknown {
  const { code, syscall } = error as NodeJS.ErrnoException
  if (!(error instanceof Error) || code === undefined || !OF_FILES.includes(syscall)) return error
  const text = {
    ru: `Файл резервной копии ${file} не открывается или не записывается (${code}). Проверьте путь, права и место на диске.`,
    en: `The backup file ${file} cannot be opened or written (${code}). Check the path, the rights and the space on the disk.`,
  }
  return new StorageFault('backup-place', text, { cause: error })
}

export function overOther(file: string): StorageFault {
  return new StorageFault('backup-over-other', {
    ru: `Файл ${file} уже есть, и это не резервная копия Отклика: он не тронут. Назовите другой файл.`,
    en: `The file ${file} exists and is no backup of Otklik: it was left alone. Name another file.`,
  })
}
