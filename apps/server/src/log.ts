import { pino } from 'pino'
import type { Config } from './config.ts'

/** One line of the log for one business event. Never a citizen's text, a password, a token or a cookie. */
export type Log = (event: string, fields: Readonly<Record<string, unknown>>) => void

const failures = /[.-](failed|lost)$/
const warnings = /[.-](uncertain|refused)$/

/** PostgreSQL repeats the row at fault in `detail` and what it was reading in `where`: a citizen's words would stand in the log. */
const databaseWords = ['detail', 'where', 'hint', 'internalQuery', 'query', 'parameters'].map((name) => `err.${name}`)
const hidden = ['*.password', '*.secrets', '*.token', '*.cookie', '*.text', ...databaseWords]

/** Structured lines to the error stream, so that standard output keeps `ready …` and what commands print. */
export function makeLog(level: Config['logLevel']): Log {
  const logger = pino({ level, base: { pid: process.pid }, redact: hidden }, pino.destination({ fd: 2, sync: false }))
  return (event, { error, ...fields }) => {
    const line = error === undefined ? fields : { ...fields, err: error }
    if (failures.test(event)) logger.error(line, event)
    else if (warnings.test(event)) logger.warn(line, event)
    else logger.info(line, event)
  }
}
