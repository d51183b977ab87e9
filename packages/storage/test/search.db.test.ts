import { readdir, readFile } from 'node:fs/promises'
import { stemOf, wordsOf } from '@otklik/casework/language'
import type { Pool } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { QueuePage, QueueQuery } from '@otklik/contract'
import { seedMany } from '../bench/seed.ts'
import type { Viewer } from '../src/organisation/viewer.ts'
import { act, draft, opened, select, type Town, town, viewerOf } from './town.ts'

describe('search', () => {
  let lesozavodsk: Town
  let anna: Viewer
  beforeAll(async () => {
    lesozavodsk = await town()
    anna = viewerOf(lesozavodsk, lesozavodsk.anna)
    await opened(lesozavodsk, 'На улице Ленина яма, колесо пробил!', { author: { key: '1', name: 'Пётр Зайцев', url: null } })
    await opened(
      lesozavodsk,
      'Неработающий свет\u00adофор. Рабо́ты закончились, за\u200bсыпали. Тел. 8 (912) 345-67-89, диспетчер 51-23-45',
      {
        author: { key: '4', name: 'Сергей', url: null },
      },
    )
    await opened(lesozavodsk, 'Ёлка упала на провода', { author: { key: '2', name: 'Алёна Соловьёва', url: null } })
    const lamp = await opened(lesozavodsk, 'Не горит фонарь во дворе', { author: { key: '3', name: 'Олег', url: null } })
    await act(lesozavodsk, lamp, lesozavodsk.anna, select)
    await act(lesozavodsk, lamp, lesozavodsk.anna, { type: 'route', unitId: lesozavodsk.housing, note: '' })
    await act(lesozavodsk, lamp, lesozavodsk.houseman, draft('Здравствуйте! Светильник заменят 9 апреля.'))
  })
  afterAll(() => lesozavodsk.close())

  const found = async (q: string) =>
    (await lesozavodsk.storage.views.queue(anna, { view: 'all', limit: 50, q })).rows.map(({ excerpt }) => excerpt.slice(0, 12)).toSorted()

  test.each<readonly [string, string[]]>([
    ['ямы', ['На улице Лен']],
    ['ямам', ['На улице Лен']],
    ['елка', ['Ёлка упала н']],
    ['ЁЛКИ', ['Ёлка упала н']],
    ['соловьева', ['Ёлка упала н']],
    ['фонари дворы', ['Не горит фон']],
    ['светильники', ['Не горит фон']],
    ['фона', ['Не горит фон']],
    ['000003', ['Ёлка упала н']],
    ['2024-000001', ['На улице Лен']],
    ['"горит фонарь"', ['Не горит фон']],
    ['"фонарь горит"', []],
    ['яма или ёлка', ['Ёлка упала н', 'На улице Лен']],
    ['улица -яма', []],
    ['динозавр', []],
    ...[
      'неработающ',
      'закончилис',
      'закончились',
      'засы',
      'засыпали',
      'работы',
      'светофор',
      'СВЕТОФОР',
      'све\u0301тофор',
      'Неработающии\u0306',
    ].map((q): readonly [string, string[]] => [q, ['Неработающий']]),
    ...[
      '+7 912 345-67-89',
      '8(912)3456789',
      '79123456789',
      '9123456789',
      '3456789',
      '345-67-89',
      '512345',
      '23-45 диспетчер',
      '8 912 345 67 89',
    ].map((q): readonly [string, string[]] => [q, ['Неработающий']]),
    ['не', ['Не горит фон', 'Неработающий']],
    ['яма и', ['На улице Лен']],
    ['"не горит"', ['Не горит фон']],
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

test('the stems that mark hits are those of the database', async () => {
  const house = await town()
  const { pool } = await house.database.connect()
  const texts = [
    'неработающий закончились засыпали дороги прочнейший бывшись деятельность подъездов красивейшими сломанный объяснение Пётр йод соль',
  ]
  const words = [...new Set([...texts.join(' ').split(' '), ...(await corpus())].flatMap(wordsOf))].filter((word) => /^[а-я]+$/u.test(word))
  const { rows } = await pool.query<{ word: string; stem: string }>(
    "select word, (ts_lexize('russian_stem', word))[1] as stem from unnest($1::text[]) word",
    [words],
  )
  expect(rows.filter(({ word, stem }) => stem !== null && stem !== stemOf(word))).toEqual([])
  await house.close()
})

/** Words of this repository's own Russian: the guide. */
async function corpus(): Promise<string[]> {
  const guide = new URL('../../../docs/guide/', import.meta.url)
  const files = (await readdir(guide)).filter((name) => name.endsWith('.md'))
  return Promise.all(files.map((name) => readFile(new URL(name, guide), 'utf8')))
}

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
