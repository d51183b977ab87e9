import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import type { PageComment } from '@otklik/sandbox'

/** What a stopped demo needs to go on: the pretended community lives outside the database. */
export type DemoState = {
  readonly password: string
  readonly sandboxPort: number
  /** Which messages have been written, and as which comments. */
  readonly written: readonly (readonly [messageId: string, commentId: number])[]
  readonly posts: readonly { readonly id: number; readonly text: string; readonly at: number }[]
  readonly comments: readonly PageComment[]
}

/** Photographs are bytes: in JSON they stand as Base64. */
const revive = (_: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'base64' in value ? Buffer.from(String(value.base64), 'base64') : value
const replace = (_: string, value: unknown): unknown => {
  if (value instanceof Uint8Array) return { base64: Buffer.from(value).toString('base64') }
  // A Buffer has turned itself into this before we are asked.
  if (typeof value === 'object' && value !== null && 'type' in value && value.type === 'Buffer' && 'data' in value) {
    return { base64: Buffer.from(value.data as number[]).toString('base64') }
  }
  return value
}

/** null where no demo has run yet. */
export function readState(file: string): DemoState | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8'), revive) as DemoState
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

/** Written beside and renamed: a demo that is killed finds the old state or the new one. The file holds the demo's password. */
export function writeState(file: string, state: DemoState): void {
  writeFileSync(`${file}.new`, JSON.stringify(state, replace), { mode: 0o600 })
  renameSync(`${file}.new`, file)
}
