import { isLost } from '@otklik/storage'
import type { Config } from './config.ts'
import { openWaitingRoom, type WaitingRoom } from './http/waiting.ts'
import { openHouse } from './open-house.ts'
import { explainListen } from './serve.ts'
import { pauseFor } from './worker/loop.ts'

type Text = { readonly ru: string; readonly en: string }
type Opened = Awaited<ReturnType<typeof openHouse>>

/** Between two attempts, milliseconds: soon at first, so that a restart of the database is hardly seen. */
const again = [200, 500, 1_000, 2_000]
/** So often it is said that we still wait, milliseconds. */
const sayMs = 60_000

const reasonOf = (error: unknown): Text => {
  const { ru, en } = error as Partial<Text>
  if (ru !== undefined && en !== undefined) return { ru, en }
  const { code = '' } = error as { code?: string }
  return { ru: `База данных не отвечает (${code}).`, en: `The database does not answer (${code}).` }
}

/**
 * Opens the data; where the database is away, waits for it however long it takes, so that whoever starts us need not try again and again.
 * Meanwhile the program's address answers 503 with the reason, and `say` tells it now and then.
 * @param web whether this process answers over HTTP.
 * @returns the house and the configuration to serve it with (a port that the system chose is kept); null when the signal aborted.
 * @throws what waiting does not mend: a wrong password, a newer schema, a full disk of ours, a port that is taken.
 */
export async function openPatiently(
  config: Config,
  { web, say, signal }: { readonly web: boolean; readonly say: (reason: Text) => void; readonly signal: AbortSignal },
): Promise<{ readonly house: Opened; readonly config: Config } | null> {
  let room: WaitingRoom | null = null
  let reason: Text = { ru: '', en: '' }
  let saidAt = Number.NEGATIVE_INFINITY
  let chosen = config
  try {
    for (let tries = 0; !signal.aborted; tries += 1) {
      try {
        const house = await openHouse(chosen)
        if (!signal.aborted) return { house, config: chosen }
        await house.close()
        return null
      } catch (error) {
        if (!isLost(error)) throw error
        reason = reasonOf(error)
      }
      if (performance.now() - saidAt >= sayMs) {
        saidAt = performance.now()
        say(reason)
      }
      if (web && room === null) {
        room = await openWaitingRoom(chosen, () => reason).catch((error: unknown) => {
          throw explainListen(error, chosen)
        })
        chosen = { ...chosen, port: room.port }
      }
      await pauseFor(again[Math.min(tries, again.length - 1)] ?? 0, signal)
    }
    return null
  } finally {
    await room?.close()
  }
}
