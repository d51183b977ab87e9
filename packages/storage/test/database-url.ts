/** The same server, another database. Addresses of unix sockets (`postgres://user:word@/name?host=/run`) have no host, so no URL parser. */
export function databaseUrl(url: string, database: string): string {
  const match = /^(postgres(?:ql)?:\/\/[^/]*)\/?[^?]*(\?.*)?$/.exec(url)
  if (match === null) throw new Error('a PostgreSQL address was expected: postgres://user:password@host:port/database')
  return `${match[1]}/${encodeURIComponent(database)}${match[2] ?? ''}`
}
