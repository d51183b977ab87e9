import { readFileSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { StorageFault } from '../engine/fault.ts'

/** A user of the operating system. */
export type Account = { readonly name: string; readonly uid: number; readonly gid: number }

/** In order of preference: one of our own, the one other PostgreSQL packages make, the one every system has. */
const CANDIDATES = ['otklik', 'postgres', 'nobody']

/**
 * PostgreSQL refuses to run as root, on purpose. Returns the account to run it as, or null where we are not root and run it ourselves.
 * An existing cluster stays with its owner.
 * @param cluster directory of an existing cluster, or null.
 * @throws StorageFault `unprivileged-user-missing`
 */
export function unprivilegedAccount(cluster: string | null): Account | null {
  if (process.getuid?.() !== 0) return null
  const known = readAccounts()
  if (cluster !== null) {
    const { uid } = statSync(cluster)
    const owner = known.find((account) => account.uid === uid)
    if (owner !== undefined && uid !== 0) return owner
  }
  for (const name of CANDIDATES) {
    const found = known.find((account) => account.name === name && account.uid !== 0)
    if (found !== undefined) return found
  }
  throw new StorageFault('unprivileged-user-missing', {
    ru: 'PostgreSQL не работает от имени root, а обычного пользователя нет. Создайте его: useradd --system otklik.',
    en: 'PostgreSQL refuses to run as root, and there is no ordinary user to run it as. Create one: useradd --system otklik.',
  })
}

function readAccounts(): Account[] {
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n')
  return lines.flatMap((line) => {
    const [name, , uid, gid] = line.split(':')
    return name && uid && gid ? [{ name, uid: Number(uid), gid: Number(gid) }] : []
  })
}

/** Can `account` pass through every directory above `path`? By mode bits: what the kernel asks without access lists. */
export function reachable(path: string, account: Account): boolean {
  for (let directory = dirname(path); ; directory = dirname(directory)) {
    const { mode, uid, gid } = statSync(directory)
    const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001
    if ((mode & bit) === 0) return false
    if (directory === dirname(directory)) return true
  }
}
