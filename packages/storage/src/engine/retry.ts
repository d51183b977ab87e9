/** PostgreSQL's way to say "again": serialisation failure, deadlock, and a unique key that somebody took in the same moment. */
const AGAIN: ReadonlySet<string> = new Set(['40001', '40P01', '23505'])

/** How often the same work is tried: whoever loses so many times in a row is not unlucky but wrong. */
const TRIES = 12

/** Runs a transaction again when the database asks for it. The work must begin from reading. */
export async function retried<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await work()
    } catch (error) {
      if (tries === TRIES || !AGAIN.has((error as { code?: string }).code ?? '')) throw error
    }
  }
}
