import { readPostmaster } from '../src/embedded/postmaster.ts'

const exists = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** Where the server of a cluster listens; null while none has said so. */
export const socketOf = (cluster: string): string | null => readPostmaster(cluster)?.socketDirectory ?? null

/** Ends the server of a cluster by a signal; resolves when it is gone, at once where there is none. */
export async function endCluster(cluster: string, signal: NodeJS.Signals): Promise<void> {
  const seen = readPostmaster(cluster)
  if (seen === null || !exists(seen.pid)) return
  process.kill(seen.pid, signal)
  while (exists(seen.pid)) await new Promise((resolve) => setTimeout(resolve, 10))
}
