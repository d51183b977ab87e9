import { createHash } from 'node:crypto'
import { lchownSync, lstatSync, mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { diagnose } from '../engine/diagnosis.ts'
import type { Account } from './unprivileged.ts'

/**
 * The directory of a cluster's unix socket: beside the data, or in a short place where the path would not fit into the kernel's 107 bytes.
 * @param account whom the server runs as where we are root
 * @throws StorageFault `directory-denied` where somebody else made the short place
 */
export function socketPlace(cluster: string, account: Account | null): string {
  if (Buffer.byteLength(cluster) <= 85) return cluster
  const digest = createHash('sha256').update(cluster).digest('hex').slice(0, 16)
  const short = join(tmpdir().length > 40 ? '/tmp' : tmpdir(), `otklik-${digest}`)
  mkdirSync(short, { recursive: true, mode: 0o700 })
  const seen = lstatSync(short)
  const { uid, mode } = seen
  // Somebody else may have planted it, as a link to what is ours: a password would be spoken into their socket. Looked at before it is given
  // away, and given away without following a link.
  const safe = seen.isDirectory() && (mode & 0o077) === 0 && (uid === process.getuid?.() || uid === account?.uid)
  if (!safe) throw diagnose(short, 'wrong ownership')
  if (account !== null && uid !== account.uid) lchownSync(short, account.uid, account.gid)
  return short
}
