import { setTimeout as pause } from 'node:timers/promises'
import { Client, type ClientConfig } from 'pg'
import { isLost } from '../engine/lost.ts'
import type { Change } from './change.ts'
import { CHANGES, WORDS } from './bell.ts'
import { Look } from './look.ts'
import type { Log } from '../engine/log.ts'
import type { Telling } from './process-messages.ts'

/** How often a listener looks by itself whether something was written that no bell told of (a process that died before ringing). */
const LOOK = 10_000
/** Between two attempts to come back, in milliseconds. */
const AGAIN = [100, 500, 2_000, 5_000]

/**
 * Calls back on every change until the signal aborts. A bell that never rang is made up for by an own look at the record; whatever may have
 * been missed while there was no connection is told as one change with an empty stream: look at everything again.
 */
export async function listen(
  config: ClientConfig,
  log: Log,
  onChange: (change: Change) => void,
  signal: AbortSignal,
  words: Parameters<Telling['listen']>[2],
): Promise<void> {
  for (let lost = 0; !signal.aborted; ) {
    try {
      await session(config, signal, onChange, words, () => (lost = 0))
    } catch (error) {
      if (signal.aborted) return
      log('listen-lost', { code: (error as { code?: string }).code ?? 'unknown' })
      await pause(AGAIN[Math.min(lost++, AGAIN.length - 1)], undefined, { signal }).catch(() => {})
    }
  }
}

/** One connection: returns when aborted, throws when lost. `lasting`: it has been good for something besides having been made. */
async function session(
  config: ClientConfig,
  signal: AbortSignal,
  onChange: (change: Change) => void,
  words: Parameters<Telling['listen']>[2],
  lasting: () => void,
): Promise<void> {
  const client = new Client({ ...config, application_name: 'otklik listen' })
  const { promise: ended, resolve, reject } = Promise.withResolvers<void>()
  client.on('error', reject)
  client.on('end', () => reject(new Error('the connection ended')))
  signal.addEventListener('abort', () => resolve(), { once: true })
  ended.catch(() => {})
  const look = new Look()
  client.on('notification', ({ channel, payload = '' }) => {
    if (channel === WORDS) return words?.heard(parsed(payload))
    const [position = '', tenantId = '', kind = '', streamId = ''] = payload.split(' ')
    const change = { position: Number(position), tenantId, kind, streamId }
    lasting()
    look.heard(change)
    onChange(change)
  })
  try {
    await client.connect()
    await client.query(`listen ${CHANGES}; listen ${WORDS}`)
    // Whoever stops while it connects says nothing more: the pool may be closed by now.
    if (signal.aborted) return
    words?.listening()
    const begun = await look.begin(client)
    if (signal.aborted) return
    onChange(begun)
    let looking = false
    const again = async () => {
      if (looking) return
      looking = true
      try {
        const missed = await look.again(client)
        if (signal.aborted) return
        for (const change of missed) onChange(change)
        lasting()
      } finally {
        looking = false
      }
    }
    // A look that fails is followed by the next one; a lost connection ends the session, also one that broke without a word.
    const lost = (error: unknown) => (isLost(error) ? reject(error) : undefined)
    const timer = setInterval(() => void again().catch(lost), LOOK)
    await ended.finally(() => clearInterval(timer))
  } finally {
    await client.end().catch(() => {})
  }
}

/** What anybody with access to the database may have written: nothing, where it is no JSON. */
function parsed(payload: string): unknown {
  try {
    return JSON.parse(payload)
  } catch {
    return null
  }
}
