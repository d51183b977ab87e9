import type { CommandResponse, Session } from '@otklik/contract'
import { forgetDraft, takeBackDraft } from '../reply/draft-store.ts'
import { call, sendPhoto, Refused, Unreachable } from '../live/call.ts'
import { applyRow } from '../rows/live-desk.ts'
import { queries } from '../live/queries.ts'
import { ownVersionAfter } from '../commands/send-command.ts'
import { changeWaiting, noteAttempt, outgoingIncidents, waitingFor } from './waiting.ts'
import type { FileRef, Outgoing, WaitingPhoto } from './waiting-store.ts'

/** Hands one photo to the server. Throws `Refused` or `Unreachable`. */
export function uploadPhoto(photo: WaitingPhoto): Promise<FileRef> {
  return sendPhoto(photo.picture, photo.name)
}

type Delivered = (answer: CommandResponse) => void
let running: Promise<void> | null = null

/** Tries to send everything that waits, one after another. Several calls at once are one attempt. */
export function deliver(session: Session, delivered: Delivered): Promise<void> {
  running ??= deliverAll(session, delivered).finally(() => {
    running = null
  })
  return running
}

async function deliverAll(session: Session, delivered: Delivered): Promise<void> {
  for (const incidentId of outgoingIncidents()) {
    if (!navigator.onLine) {
      noteAttempt(incidentId, 'unreachable')
      continue
    }
    noteAttempt(incidentId, 'sending')
    try {
      const answer = await deliverOne(incidentId)
      if (answer === null) continue
      await changeWaiting(incidentId, { outgoing: null, photos: [] })
      await forgetDraft(session.person.id, incidentId)
      noteAttempt(incidentId, 'idle')
      queries.setQueryData(['incident', incidentId], answer.card)
      applyRow(answer.card.row, session)
      delivered(answer)
    } catch (error) {
      if (await followedOwnHand(error, incidentId, session.person.id)) return deliverAll(session, delivered)
      await settle(session.person.id, incidentId, error)
    }
  }
}

/** Photos first, each noted as soon as the server has it, so that an attempt cut off is taken up where it stopped. */
async function deliverOne(incidentId: string): Promise<CommandResponse | null> {
  for (const photo of waitingFor(incidentId).photos) {
    const ref = await uploadPhoto(photo)
    const { outgoing, photos } = waitingFor(incidentId)
    if (outgoing === null) return null
    const attachments = [...outgoing.attachments.filter(({ id }) => id !== ref.id), ref]
    await changeWaiting(incidentId, { outgoing: { ...outgoing, attachments }, photos: photos.filter(({ id }) => id !== photo.id) })
  }
  const { outgoing } = waitingFor(incidentId)
  if (outgoing === null) return null
  const { key, version, kind, text, attachments, justifications, confirmed } = outgoing
  const command = { type: 'submitDraft', kind, text, attachments, justifications, confirmed } as const
  return call('command', { params: { id: incidentId }, body: { expectedVersion: version, command }, key })
}

/** The executor asked for time, or pressed something else, while the reply waited for a line: it follows that, as a press of its own. */
async function followedOwnHand(error: unknown, incidentId: string, personId: string): Promise<boolean> {
  const { outgoing } = waitingFor(incidentId)
  if (outgoing === null) return false
  try {
    const version = await ownVersionAfter(error, incidentId, outgoing.version, personId)
    if (version === null) return false
    await changeWaiting(incidentId, { outgoing: { ...outgoing, version, key: crypto.randomUUID() } })
    return true
  } catch {
    // Then the reply itself is refused or waits, as the first error has it.
    return false
  }
}

/** No answer: the reply waits on. A refusal: it goes back into the draft with the reason beside it. */
async function settle(personId: string, incidentId: string, error: unknown): Promise<void> {
  if (error instanceof Unreachable) return noteAttempt(incidentId, 'unreachable')
  if (!(error instanceof Refused)) throw error
  if (error.problem.status === 401) {
    noteAttempt(incidentId, 'signedOut')
    await queries.invalidateQueries({ queryKey: ['session'] })
    return
  }
  // Too much at once is no refusal of the reply: the next attempt may pass.
  if (error.problem.status === 429 || error.problem.status >= 500) return noteAttempt(incidentId, 'unreachable')
  await takeBack(personId, incidentId)
  noteAttempt(incidentId, error.problem)
  await queries.invalidateQueries({ queryKey: ['incident', incidentId] })
}

/** Sends a reply: from here on it is kept on the disk until the server has confirmed it. */
export const putOut = (incidentId: string, outgoing: Outgoing): Promise<void> => changeWaiting(incidentId, { outgoing })

/** Takes a reply that has not gone out back into the draft. */
export async function takeBack(personId: string, incidentId: string): Promise<void> {
  const { outgoing } = waitingFor(incidentId)
  if (outgoing === null) return
  const { kind, text, attachments, justifications, confirmed } = outgoing
  await takeBackDraft(personId, incidentId, { kind, text, attachments: [...attachments], justifications, confirmed })
  await changeWaiting(incidentId, { outgoing: null })
  noteAttempt(incidentId, 'idle')
}
