import { afterEach, describe, expect, it } from 'vitest'
import { makeInbox } from '../src/worker/inbox.ts'
import { makeNames } from '../src/worker/names.ts'
import { openTown, type Town, until } from './town.ts'

let town: Town | null = null
afterEach(async () => {
  await town?.close()
  town = null
})

const nobody = () => undefined

describe('an author’s name that VK did not tell in time', () => {
  it('comes by itself when VK answers again, and the record stays as it was', async () => {
    const lesozavodsk = await openTown({ act: 'lesozavodsk-2022', at: '2024-04-08T10:00:00+10:00' })
    town = lesozavodsk
    const { sandbox, house } = lesozavodsk
    sandbox.faults.add({ method: 'users.get', effect: { kind: '502-html' }, times: 3 })
    const { id, version } = await lesozavodsk.write('Нет воды на Садовой', 'Зинаида Чудная')
    const curator = await lesozavodsk.viewer('curator')
    const named = await until(async () => {
      const row = await house.storage.views.row(curator, id)
      return row?.authorName === 'Зинаида Чудная' && row
    })
    expect(named.version).toBe(version)
    const found = await house.storage.views.queue(curator, { view: 'all', q: 'чудная', limit: 5 })
    expect(found.rows.map((row) => row.id)).toEqual([id])
    const outcomes = sandbox.requests('users.get').map(({ outcome }) => outcome)
    expect(outcomes.slice(0, 3)).toEqual(['502-html', '502-html', '502-html'])
    expect(outcomes.at(-1)).toBe('ok')
  })

  it('is asked for again after 1, 2, 4 seconds and so on, never faster, whoever wishes for it', async () => {
    const lesozavodsk = await openTown({ act: 'lesozavodsk-2022', at: '2024-04-08T10:00:00+10:00', role: 'web', receive: 'webhook' })
    town = lesozavodsk
    const { sandbox, house, tenantId, accountId } = lesozavodsk
    let at = Date.parse('2024-04-08T10:00:00+10:00')
    const names = makeNames({ ...house, now: () => at }, new AbortController().signal)
    const inbox = makeInbox(house, nobody, () => names.wish())
    sandbox.faults.add({ method: 'users.get', effect: { kind: 'error', code: 10 }, times: 1_000 })
    const { key, authorId } = sandbox.comment({ postId: lesozavodsk.postId, authorName: 'Анна Смирнова', text: 'Яма' })
    await until(async () => (await inbox(), house.storage.views.incidentByKey(tenantId, accountId, key)))
    sandbox.clearRequests()
    const asked: number[] = []
    for (const began = at; at <= began + 40_000; at += 500) {
      const before = sandbox.requests('users.get').length
      names.wish()
      await names.round()
      if (sandbox.requests('users.get').length > before) asked.push((at - began) / 1000)
    }
    expect(asked).toEqual([0, 1, 3, 7, 15, 31])
    // A clock set back by a day keeps nobody waiting for a day.
    at -= 24 * 3_600_000
    sandbox.faults.clear()
    await names.round()
    expect(await house.storage.authors.nameless(0, 10)).toEqual([])
    expect(sandbox.requests('users.get').every(({ params }) => params['user_ids'] === String(authorId))).toBe(true)
    sandbox.clearRequests()
    at += 120_000
    await names.round()
    expect(sandbox.requests()).toEqual([])
  })

  it('of a page that is gone says so; a page deleted later keeps the name it was known by', async () => {
    const lesozavodsk = await openTown({ act: 'lesozavodsk-2022', at: '2024-04-08T10:00:00+10:00' })
    town = lesozavodsk
    const { sandbox, house } = lesozavodsk
    const curator = await lesozavodsk.viewer('curator')
    const known = await lesozavodsk.write('Яма', 'Анна Смирнова')
    await until(async () => (await house.storage.views.row(curator, known.id))?.authorName === 'Анна Смирнова')
    // VK stays silent until the page is gone: a fault that ends by itself would race with the worker, which asks again by itself.
    sandbox.faults.add({ method: 'users.get', effect: { kind: '502-html' }, times: 1_000 })
    const { commentId, id } = await lesozavodsk.write('Ещё яма', 'Пётр Ильин')
    const author = sandbox.comments().find((one) => one.id === commentId)?.fromId ?? 0
    sandbox.deactivate(author, 'deleted')
    sandbox.faults.clear()
    await until(async () => (await house.storage.views.row(curator, id))?.authorName === 'Страница удалена')
    const anna = sandbox.people().find(({ name }) => name === 'Анна Смирнова')?.id ?? 0
    sandbox.deactivate(anna, 'deleted')
    const { key } = sandbox.comment({ postId: lesozavodsk.postId, authorId: anna, text: 'Третья яма' })
    await until(() => house.storage.views.incidentByKey(lesozavodsk.tenantId, lesozavodsk.accountId, key))
    expect((await house.storage.views.row(curator, known.id))?.authorName).toBe('Анна Смирнова')
  })
})
