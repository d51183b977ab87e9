/**
 * What a database that is away says (SQLSTATE): connection lost (08), out of connections or memory (53), shutting down, starting, cut off
 * (57P), a standby after a failover that takes no writes (25006), a transaction or session that a setting of the server ended, an operator's
 * cancel, a disk that does not answer (58030).
 */
const states = /^(08...|53...|57P0[1-5]|57014|25006|25P0[34]|58030)$/
/** What the way to it says (Node, the resolver). */
const ways =
  /^(ECONN(REFUSED|RESET|ABORTED)|EPIPE|ENOENT|ETIMEDOUT|E(HOST|NET)(UNREACH|DOWN)|ENOTFOUND|EAI_(AGAIN|FAIL|NODATA|NONAME)|ENETRESET)$/
/** What the client library says, which gives these no code. */
const words =
  /^(Connection terminated|timeout exceeded when trying to connect|timeout expired|Query read timeout|Client (was closed and|has encountered a connection error)|This socket has been ended|write after end|Cannot use a pool after calling end)/

const codeOf = (error: Error): unknown => (error as { code?: unknown }).code

/** A missing file is no missing database; a missing unix socket is. */
const ofFile = (error: Error): boolean => codeOf(error) === 'ENOENT' && (error as NodeJS.ErrnoException).syscall !== 'connect'

function* chainOf(error: unknown): Generator<Error> {
  for (let each = error, depth = 0; each instanceof Error && depth < 8; each = each.cause, depth += 1) {
    // Another program's door that did not open: no word about the database.
    if (each.message === 'fetch failed' || each.name === 'ConnectorError') return
    yield each
    // One attempt for each address of a name.
    if (each instanceof AggregateError) for (const member of each.errors as unknown[]) if (member instanceof Error) yield member
  }
}

/** What a server says to whoever it does not let in (SQLSTATE): wrong password, no such database or right. A person must act. */
const refusals = /^(28...|3D000|42501|0A000)$/

/** The server broke the session off, or did not let it in, for whatever reason. */
const isFatal = (error: Error): boolean => ['FATAL', 'PANIC'].includes(String((error as { severity?: unknown }).severity))

/**
 * True when the database was not there, is going, is coming, or takes no writes: nobody's fault, and worth another try. Looks through the
 * causes, since libraries wrap what they met.
 */
export function isLost(error: unknown): boolean {
  for (const each of chainOf(error)) {
    const code = codeOf(each)
    if (typeof code === 'string' && states.test(code)) return true
    if (isFatal(each) && !refusals.test(String(code))) return true
    if (typeof code === 'string' && ways.test(code) && !ofFile(each)) return true
    if (words.test(each.message)) return true
  }
  return false
}

/** The same while we run, and the server's refusals besides: once a password that was changed under us is mended, we go on. */
export function isAway(error: unknown): boolean {
  for (const each of chainOf(error)) if (isFatal(each)) return true
  return isLost(error)
}

/** True when a disk takes nothing more: the server's own (53100), or ours. */
export function isDiskFull(error: unknown): boolean {
  for (const each of chainOf(error)) {
    const code = codeOf(each)
    if (code === '53100' || code === 'ENOSPC' || code === 'EDQUOT' || code === 'disk-full') return true
  }
  return false
}

/** The SQLSTATE or the system's name of what is wrong, for words to people; null where there is none. */
export function codeIn(error: unknown): string | null {
  for (const each of chainOf(error)) {
    const code = codeOf(each)
    if (typeof code === 'string') return code
  }
  return null
}
