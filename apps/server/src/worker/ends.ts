import { LeaseLost, type PutBack, type PutOffBy, type TakenIntent } from '@otklik/storage'
import type { ActOutcome } from '@otklik/connectors'
import type { ActFailure } from '@otklik/record'
import type { House } from '../house.ts'

const minute = 60_000
/** So often the network may leave us in doubt before a person is asked to look. */
const mostDoubts = 20
/** So often in a row we ourselves may fail at an act: with the pauses below, more than an hour. */
const mostFaults = 20
/** So long an act may be put off before it goes back to a person: over a weekend, and over the networks' daily limits. */
const longestPutOffMs = 3 * 24 * 60 * minute
/** One that may be done already is not left unseen for so long: a term may run. */
const longestInDoubtMs = 2 * 60 * minute
const longestPauseMs = 5 * minute

/** 1 s, 2 s, 4 s … up to five minutes, spread so that several nodes do not knock together. */
function pauseAfter(times: number): number {
  const full = Math.min(longestPauseMs, 1000 * 2 ** Math.min(times, 10))
  return Math.round(full / 2 + Math.random() * (full / 2))
}

type Deferral = Omit<Extract<ActOutcome, { outcome: 'deferred' }>, 'outcome' | 'reason'> & {
  readonly by: PutOffBy
  readonly reason: Extract<ActFailure, 'quota' | 'outage' | 'disconnected'>
}

const nobodyKnows =
  'Раньше эта отправка оборвалась, и узнать её конец не удалось: посмотрите под сообщением. — An earlier attempt was cut off and its end could not be learnt: look under the message.'

/** An intent in the log. */
const named = ({ key, act, stream }: TakenIntent) => ({ key, act: act.kind, stream: stream.id })

/** How an attempt ended, said to the store. An act that may be done already never ends as refused: a person looks (docs/decisions/0007). */
export function makeEnds({ storage: { outbox }, now, log }: Pick<House, 'storage' | 'now' | 'log'>, senderId: string) {
  const putBack = (taken: TakenIntent, back: PutBack, pause: number, detail: string): Promise<void> =>
    outbox.putBack(taken, senderId, back, now() + Math.ceil(pause), detail)

  async function done(taken: TakenIntent, { ref, url }: { ref: string; url: string }, evidence: 'network' | 'reconciled'): Promise<void> {
    await outbox.finish(taken, senderId, { type: 'done', ref, url, evidence })
    log('act.done', { ...named(taken), attempts: taken.attempts, evidence })
  }

  async function failed(taken: TakenIntent, reason: ActFailure, detail: string): Promise<void> {
    await outbox.finish(taken, senderId, { type: 'failed', reason, detail })
    log('act.refused', { ...named(taken), reason })
  }

  async function uncertain(taken: TakenIntent, detail: string): Promise<void> {
    await outbox.finish(taken, senderId, { type: 'uncertain', detail })
    log('act.uncertain', { ...named(taken), attempts: taken.attempts })
  }

  const unseen = (taken: TakenIntent, detail: string): Promise<void> => uncertain(taken, `${nobodyKnows} ${detail}`)

  return {
    done,
    failed,
    /** The network gives no further answer, and whether an earlier attempt got through cannot be seen: a person looks. */
    unseen,

    /** Nobody knows whether it is done: it is looked for before anything is tried again. */
    async doubt(taken: TakenIntent, detail: string): Promise<void> {
      if (taken.doubts + 1 >= mostDoubts) await uncertain(taken, detail)
      else await putBack(taken, { why: 'doubt' }, pauseAfter(taken.doubts + 1), detail)
    },

    /** This attempt has certainly done nothing, and whoever put it off wants us back later. What an earlier attempt did, it does not say. */
    async putOff(taken: TakenIntent, { by, reason, retryAfter, detail }: Deferral): Promise<void> {
      const doubtful = taken.state !== 'prepared'
      const waited = taken.putOff?.by === by ? now() - taken.putOff.since : 0
      if (waited < (doubtful ? longestInDoubtMs : longestPutOffMs)) {
        // The longer it lasts, the less often: a network that is away for a day is not asked every second.
        await putBack(taken, { why: 'put-off', by, doubtful }, Math.max(retryAfter, Math.min(longestPauseMs, waited / 10)), detail)
      } else if (doubtful) await unseen(taken, detail)
      else await failed(taken, reason, detail)
    },

    /**
     * We ourselves failed. The act steps back so that those behind it go out; it comes again in case the trouble is mended meanwhile.
     * `doubtful`: it may be done.
     */
    async fault(taken: TakenIntent, error: unknown, doubtful: boolean): Promise<void> {
      if (error instanceof LeaseLost) return
      log('act.fault', { ...named(taken), faults: taken.faults + 1, error })
      const detail = `Ошибка программы: ${error instanceof Error ? error.name : 'неизвестная'}; подробности в журнале службы. — A fault of the program; its log has the details.`
      const given = taken.faults + 1 >= mostFaults
      try {
        if (!given) return await putBack(taken, { why: 'fault', doubtful }, pauseAfter(taken.faults + 1), detail)
        await (doubtful ? unseen(taken, detail) : failed(taken, 'fault', detail))
      } catch (again) {
        if (again instanceof LeaseLost || !given) throw again
        // Not even its end could be written: it must not stand in the way of others all the same.
        log('act.fault', { ...named(taken), error: again })
        await putBack(taken, { why: 'fault', doubtful }, longestPauseMs, detail)
      }
    },
  }
}
