import { connect } from '../src/engine/connect.ts'

/**
 * A process of its own that uses an embedded server: prints one line of JSON when it is up, and lets go of it when its input ends.
 * Killed instead, it leaves the server behind.
 */
const directory = process.argv[2] ?? ''
const events: string[] = []
const connection = await connect({ kind: 'embedded', directory }, { log: (event) => events.push(event) })
await connection.pool.query('create table if not exists left_behind (word text)')
await connection.pool.query(`insert into left_behind values ('confirmed')`)
process.stdout.write(`${JSON.stringify({ events, uid: process.getuid?.() })}\n`)
process.stdin.resume()
process.stdin.once('end', () => void connection.close())
