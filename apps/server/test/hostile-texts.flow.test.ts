import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Browser, openTown, problemOf, type Town } from './town.ts'

let town: Town
let admin: Browser
beforeAll(async () => {
  town = await openTown({ act: 'lesozavodsk-2022', at: '2024-04-08T10:00:00+10:00', role: 'web' })
  admin = await town.as('admin')
})
afterAll(() => town.close())

const keys = (count: number): string => `{${Array.from({ length: count }, (_, n) => `${n.toString(36)}:1`).join(',')}}`
const days = (count: number): string => Array.from({ length: count }, (_, n) => `  d${n}: [x]`).join('\n')

/** A guard against minutes, not a stopwatch: each of these stopped the whole server for longer than that, or was answered by a megabyte. */
const patience = 90_000

describe('a text that is long for its own sake', () => {
  it.each([
    ['a year of 42,000 fields', keys(42_000)],
    ['a year of 12,000 fields', keys(12_000)],
    ['lists in lists', '['.repeat(59_000)],
    ['names for one thing', '&a '.repeat(20_000)],
    ['one field of 200,000 letters', `{${'x'.repeat(200_000)}: 1}`],
    ['a day of 100,000 letters', `year: 2028\nsource: s\ndays: [{date: ${'x'.repeat(100_000)}, kind: off}]`],
    ['an XML that closes nothing', `<calendar year="2028">${'<day>'.repeat(40_000)}`],
  ])(
    'is refused as a calendar at once and in few words: %s',
    async (_, text) => {
      const command = { type: 'load', source: 's', text }
      const response = await admin.send('POST', '/api/calendar/preview', { command })
      const said = await response.clone().text()
      expect(await problemOf(response)).toMatchObject({ status: 422, code: 'wrong-calendar' })
      expect(said.length).toBeLessThan(40_000)
    },
    patience,
  )

  it.each([
    ['12,000 fields', keys(12_000)],
    ['42,000 characters of days that do not exist', `timezone: Asia/Vladivostok\ncalendar: ru\nweek:\n${days(3_000)}`],
    ['a zone of 90,000 letters', `timezone: ${'x'.repeat(90_000)}\ncalendar: ru\nweek: {}`],
  ])(
    'is refused as a schedule at once and in few words: %s',
    async (_, source) => {
      const response = await admin.send('PUT', '/api/schedule', { source })
      const said = await response.clone().text()
      expect(await problemOf(response)).toMatchObject({ status: 422, code: 'wrong-schedule' })
      expect(said.length).toBeLessThan(20_000)
    },
    patience,
  )
})

describe('a schedule that YAML cannot make sense of', () => {
  const week = 'timezone: Asia/Vladivostok\ncalendar: ru\nweek:\n'
  it.each([
    ['a merge of a number', '%YAML 1.1\n---\n<<: 5\n', 'слияния'],
    ['a reference to nothing', `${week}  mon: *working\n`, 'Строка 4: ссылки *working не на что'],
    ['a day that stands twice', `${week}  mon: []\n  tue: []\n  mon: ["09:00-13:00"]\n`, 'Строка 6: «mon» указано дважды'],
    ['names that unfold without end', `a: &a [x]\nb: [${'*a,'.repeat(30)}]\n`, 'слишком много ссылок'],
    ['an indent that fits nowhere', `${week}  mon: []\n tue: []\n`, 'Строка 5: не читается'],
  ])('is refused with the line and the cure: %s', async (_, source, words) => {
    const problem = await problemOf(await admin.send('PUT', '/api/schedule', { source }))
    expect(problem).toMatchObject({ status: 422, code: 'wrong-schedule' })
    expect(problem.text.ru).toContain(words)
  })

  it('and one that refers to hours named above it is taken', async () => {
    const source = `${week}  mon: &working ["09:00-13:00", "14:00-18:00"]\n  tue: *working\n`
    expect((await admin.send('PUT', '/api/schedule', { source })).status).toBe(200)
  })
})
