import type { Pool } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { QueuePage, QueueQuery } from '@otklik/contract'
import { seedMany } from '../bench/seed.ts'
import type { Viewer } from '../src/types.ts'
import { act, draft, opened, select, type Town, town, viewerOf } from './town.ts'

describe('search', () => {
  let lesozavodsk: Town
  let anna: Viewer
  beforeAll(async () => {
    lesozavodsk = await town()
    anna = viewerOf(lesozavodsk, lesozavodsk.anna)
    await opened(lesozavodsk, 'На улице Ленина яма, колесо пробил!', { author: { key: '1', name: 'Пётр Зайцев', url: null } })
    await opened(lesozavodsk, 'Ёлка упала на провода', { author: { key: '2', name: 'Алёна Соловьёва', url: null } })
    const lamp = await opened(lesozavodsk, 'Не горит фонарь во дворе', { author: { key: '3', name: 'Олег', url: null } })
    await act(lesozavodsk, lamp, lesozavodsk.anna, select)
    await act(lesozavodsk, lamp, lesozavodsk.anna, { type: 'route', unitId: lesozavodsk.housing, note: '' })
    await act(lesozavodsk, lamp, lesozavodsk.houseman, draft('Здравствуйте! Светильник заменят 9 апреля.'))
  })
  afterAll(() => lesozavodsk.close())

  const found = async (q: string) =>
    (await lesozavodsk.storage.views.queue(anna, { view: 'all', limit: 50, q })).rows.map(({ excerpt }) => excerpt.slice(0, 12)).toSorted()

  test.each([
    ['ямы', ['На улице Лен']],
    ['ямам', ['На улице Лен']],
    ['елка', ['Ёлка упала н']],
    ['ЁЛКИ', ['Ёлка упала н']],
    ['соловьева', ['Ёлка упала н']],
    ['фонари дворы', ['Не горит фон']],
    ['светильники', ['Не горит фон']],
    ['фона', ['Не горит фон']],
    ['000002', ['Ёлка упала н']],
    ['2024-000001', ['На улице Лен']],
    ['"горит фонарь"', ['Не горит фон']],
    ['"фонарь горит"', []],
    ['яма или ёлка', ['Ёлка упала н', 'На улице Лен']],
    ['улица -яма', []],
    ['динозавр', []],
  ])('«%s»', async (q, excerpts) => {
    expect(await found(q)).toEqual(excerpts)
  })

  test('does not fall over what people and others type', async () => {
    const hostile = [
      "'); drop table incidents; --",
      "':*&|!()<->",
      '\\',
      '"',
      '" "',
      '-',
      '\u202e\u0007',
      'a'.repeat(200),
      '((((',
      'или или или',
      '<->',
    ]
    for (const q of hostile) expect(await found(q)).toBeInstanceOf(Array)
    expect(await found('яма')).toHaveLength(1)
  })
})

describe('search in a long queue', () => {
  let lesozavodsk: Town
  let anna: Viewer
  let pool: Pool
  beforeAll(async () => {
    lesozavodsk = await town()
    anna = viewerOf(lesozavodsk, lesozavodsk.anna)
    pool = (await lesozavodsk.database.connect()).pool
    const { tenantId, roads } = lesozavodsk
    await seedMany(pool, { tenantId, unitIds: [roads], regulationId: 'lesozavodsk-2022', now: lesozavodsk.now() }, 2_600)
  })
  afterAll(() => lesozavodsk.close())

  const excerpts = async (): Promise<ReadonlyMap<string, string>> => {
    const all = await pool.query<{ id: string; excerpt: string }>(
      'select id, excerpt from incidents where tenant_id = $1 order by due_key, id',
      [lesozavodsk.tenantId],
    )
    return new Map(all.rows.map(({ id, excerpt }) => [id, excerpt]))
  }
  const paged = async (query: Partial<QueueQuery>): Promise<string[]> => {
    const ids: string[] = []
    for (let cursor: string | null = ''; cursor !== null; ) {
      const more = cursor === '' ? {} : { cursor }
      const page: QueuePage = await lesozavodsk.storage.views.queue(anna, { view: 'all', limit: 50, ...query, ...more })
      ids.push(...page.rows.map(({ id }) => id))
      cursor = page.nextCursor
    }
    return ids
  }

  test.each([{ q: 'фонари' }, { q: 'гололёд у школы' }, { q: '-фонарь -яма -собаки' }])(
    'a word of many messages: all of them, page by page, in the order of the queue: $q',
    async ({ q }) => {
      const asked = { фонари: /фонарь/, 'гололёд у школы': /гололёд.*у школы/, '-фонарь -яма -собаки': /^(?!.*(фонарь|ям[аы]|собаки))/ }[q]
      const expected = [...(await excerpts())].filter(([, text]) => asked?.test(text)).map(([id]) => id)
      expect(expected.length).toBeGreaterThan(0)
      expect(await paged({ q })).toEqual(expected)
    },
  )

  test('a word of one message that stands behind two thousand others', async () => {
    const [last] = [...(await excerpts())].at(-1) ?? []
    const { rows } = await pool.query<{ number: string }>('select number from incidents where id = $1', [last])
    expect(await paged({ q: rows[0]?.number ?? '' })).toEqual([last])
    expect(await paged({ q: rows[0]?.number ?? '', status: 'closed' })).toEqual([])
  })
})
