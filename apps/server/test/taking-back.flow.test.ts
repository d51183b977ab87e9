import type { PersonCommandInput } from '@otklik/contract'
import { afterEach, describe, expect, it } from 'vitest'
import { openTown, problemOf, type Town } from './town.ts'

let town: Town
afterEach(() => town.close())

const reply = 'Здравствуйте, Мария! Яму засыплем до 15 января, отвечает отдел дорог.'
const draft: PersonCommandInput = { type: 'submitDraft', kind: 'final', text: reply, attachments: [] }

/** A draft that waits for whoever lets it out. */
async function handedIn(act: string) {
  town = await openTown({ act, at: '2024-11-07T10:00:00+03:00', role: 'web' })
  const [curator, roads] = await Promise.all([town.as('curator'), town.as('roads')])
  const { id } = await curator.post<{ id: string }>('/api/incidents', { text: 'Яма на Ленина, 5', authorName: 'Мария' })
  await curator.act(id, { type: 'select', importance: 'normal', topicId: null, location: null })
  await curator.act(id, { type: 'route', unitId: town.units.roads, note: '' })
  const { card } = await roads.act(id, { type: 'submitDraft', kind: 'final', text: reply, confirmed: ['proof'] })
  const offers = async () => (await roads.card(id)).actions.find(({ action }) => action === 'withdrawDraft')
  return { id, card, curator, roads, offers }
}

describe('a reply handed in can be taken back until whoever lets it out has opened it', () => {
  it.each(['lesozavodsk-2022', 'yelets-2023', 'smolensk-region-2020', 'gazimuro-zavodsky-2024'])('%s', async (act) => {
    const { id, card, curator, roads, offers } = await handedIn(act)
    const version = card.row.version
    expect((await offers())?.allowed).toBe(true)
    // Looking at the queue is not opening; nor is the head's look or a colleague's of the unit.
    await curator.get('/api/queue?view=approval')
    await (await town.as('head')).post(`/api/incidents/${id}/read`, undefined)
    expect((await offers())?.allowed).toBe(true)
    const back = await roads.act(id, { type: 'withdrawDraft', revision: 1 })
    expect(back.card).toMatchObject({ row: { status: 'routed' }, revisions: [{ outcome: 'withdrawn', text: reply, confirmed: ['proof'] }] })
    expect(back.card.obligations.filter(({ norm, status }) => norm === 'draft' && status === 'pending')).toHaveLength(
      card.obligations.some(({ norm }) => norm === 'draft') ? 1 : 0,
    )
    // The curator who had not seen it decides on nothing.
    const late = await curator.press(id, version, { type: 'sendBack', revision: 1, remarks: [{ text: 'Нет телефона' }] })
    expect([late.status, (await problemOf(late)).code]).toEqual([409, 'version-conflict'])
    // Handed in again and opened: now it is theirs.
    await roads.act(id, draft)
    await curator.post(`/api/incidents/${id}/read`, undefined)
    expect(await offers()).toMatchObject({ allowed: false, code: 'already-opened' })
    const { row } = await roads.card(id)
    const refused = await roads.press(id, row.version, { type: 'withdrawDraft', revision: 2 })
    expect([refused.status, (await problemOf(refused)).code]).toEqual([409, 'already-opened'])
    expect((await roads.card(id)).row.status).toBe('submitted')
  })

  it('opened and taken back at once: one of both, said clearly', async () => {
    const { id, card, curator, roads } = await handedIn('lesozavodsk-2022')
    const [, taken] = await Promise.all([
      curator.post(`/api/incidents/${id}/read`, undefined),
      roads.press(id, card.row.version, { type: 'withdrawDraft', revision: 1 }),
    ])
    const told = taken.ok ? 'taken back' : (await problemOf(taken)).code
    expect({ told, status: (await curator.card(id)).row.status }).toEqual(
      taken.ok ? { told: 'taken back', status: 'routed' } : { told: 'already-opened', status: 'submitted' },
    )
  })

  it('a comma that the curator mends is a revision of theirs: the approval points at it, and the executor sees it', async () => {
    const { id, curator, roads } = await handedIn('lesozavodsk-2022')
    const { card } = await curator.act(id, { type: 'amendDraft', revision: 1, text: `${reply} Спасибо.` })
    expect(card.revisions).toMatchObject([{ outcome: 'amended' }, { number: 2, amends: 1, outcome: 'pending', confirmed: ['proof'] }])
    expect((await roads.card(id)).revisions.at(-1)).toMatchObject({ text: `${reply} Спасибо.`, amends: 1 })
    const old = await curator.press(id, card.row.version, { type: 'approve', revision: 1, confirmed: ['proof'] })
    expect((await problemOf(old)).code).toBe('superseded-revision')
    const { card: out } = await curator.act(id, { type: 'approve', revision: 2, confirmed: ['proof'] })
    expect(out.publications).toMatchObject([{ revision: 2 }])
  })
})

describe('more time', () => {
  it('under D is asked for, and the dialog of the curator knows what it comes to; a no goes to the executor', async () => {
    town = await openTown({ act: 'desnogorsk-2023', at: '2024-11-07T10:00:00+03:00', role: 'web' })
    const [curator, roads] = await Promise.all([town.as('curator'), town.as('roads')])
    const { id } = await curator.post<{ id: string }>('/api/incidents', { text: 'Яма', authorName: 'Мария', track: 'pos' })
    await curator.act(id, { type: 'select', importance: 'normal', topicId: null, location: null })
    await curator.act(id, { type: 'route', unitId: town.units.roads, note: '' })
    await roads.act(id, { type: 'askForTime', term: '+2d', reason: 'ждём смету' })
    // Three days end on a Sunday and so on Monday the 11th: two more are the 13th, the sixth day.
    const asked = await curator.card(id)
    expect(asked).toMatchObject({ moreTime: 'extendTerm', extension: { asked: '+6d' }, timeAsked: { term: '+2d' } })
    const denied = await curator.act(id, { type: 'denyTime', reason: 'смета готова' })
    expect(denied.card).toMatchObject({ timeAsked: null, timeAnswered: { given: false, reason: 'смета готова' } })
    expect(denied.card.row.flags).not.toContain('timeAsked')
    await roads.act(id, { type: 'askForTime', term: '+30d', reason: 'зима' })
    // More than the act lets is offered as the most that it lets.
    expect((await curator.card(id)).extension).toMatchObject({ to: '+7d', asked: '+7d' })
    await curator.act(id, { type: 'extendTerm', term: '+7d', reason: 'зима' })
    expect(await roads.card(id)).toMatchObject({ moreTime: null, timeAnswered: { given: true, term: '+30d' } })
    expect((await roads.card(id)).actions.find(({ action }) => action === 'askForTime')).toMatchObject({ allowed: false })
  })

  it.each(['lesozavodsk-2022', 'yelets-2023', 'smolensk-region-2020', 'gazimuro-zavodsky-2024'])('under %s is not offered', async (act) => {
    town = await openTown({ act, at: '2024-11-07T10:00:00+03:00', role: 'web' })
    const [curator, roads] = await Promise.all([town.as('curator'), town.as('roads')])
    const { id } = await curator.post<{ id: string }>('/api/incidents', { text: 'Яма', authorName: 'Мария' })
    await curator.act(id, { type: 'select', importance: 'normal', topicId: null, location: null })
    const { card } = await curator.act(id, { type: 'route', unitId: town.units.roads, note: '' })
    expect(card.moreTime).toBeNull()
    const { row, actions } = await roads.card(id)
    expect(actions.find(({ action }) => action === 'askForTime')).toMatchObject({ allowed: false, code: 'step-not-in-act' })
    const refused = await roads.press(id, row.version, { type: 'askForTime', term: '+2wd', reason: 'ждём смету' })
    expect([refused.status, (await problemOf(refused)).code]).toEqual([422, 'step-not-in-act'])
  })
})
