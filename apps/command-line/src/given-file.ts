import { readFile } from 'node:fs/promises'
import { UsageError } from './usage-error.ts'

/** The text of a file that the command line names, without a byte order mark. @throws UsageError */
export async function readGiven(path: string): Promise<string> {
  try {
    return (await readFile(path, 'utf8')).replace(/^\uFEFF/, '')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    throw new UsageError(
      `Файл ${path} не открывается (${code}). Проверьте путь и права.`,
      `The file ${path} cannot be opened (${code}). Check its path and rights.`,
    )
  }
}
