import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { formatCalendarCsv, SHIPPED_CALENDARS } from '@otklik/worktime'
import { runPlan } from '../src/plan.ts'

let folder = ''
const week = Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [day, ['09:00-13:00', '14:00-18:00']]))
const file = (name: string) => join(folder, name)
const write = (name: string, content: unknown) => writeFile(file(name), typeof content === 'string' ? content : JSON.stringify(content))

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'otklik-plan-'))
  await write('vladivostok.json', { timezone: 'Asia/Vladivostok', week, calendar: 'ru' })
  await write('moscow.yaml', `timezone: Europe/Moscow\nweek: ${JSON.stringify(week)}\ncalendar: ru\n`)
  await write('friday.json', [
    { type: 'received', at: '2024-12-27T16:30:00+10:00', track: 'social' },
    { type: 'selected', at: '2024-12-27T06:40:00Z', importance: 'normal' },
  ])
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function otklik(...args: string[]) {
  let out = ''
  let err = ''
  const io = {
    stdout: { write: (text: string) => (out += text) },
    stderr: { write: (text: string) => (err += text) },
    now: () => Date.UTC(2024, 11, 27, 7),
  }
  const code = await runPlan(args, io, args.includes('en') ? 'en' : 'ru')
  return { code, out, err }
}

const friday = () => ['--regulation', 'lesozavodsk-2022', '--schedule', file('vladivostok.json'), '--events', file('friday.json')]

describe('otklik plan', () => {
  it('prints the obligations of a history as JSON, in the offset of the schedule', async () => {
    const { code, out } = await otklik(...friday(), '--now', '2024-12-27T16:50:00+10:00', '--json')
    expect(code).toBe(0)
    expect(JSON.parse(out)).toEqual({
      regulation: 'lesozavodsk-2022',
      edition: '2022-02-04',
      timezone: 'Asia/Vladivostok',
      obligations: [
        {
          norm: 'route',
          clause: 'L-7',
          actor: 'curator',
          clock: 'wh',
          start: '2024-12-27T16:30:00+10:00',
          due: '2024-12-27T17:30:00+10:00',
          status: 'pending',
          reading: {
            ru: expect.stringContaining('Считаем рабочее время') as string,
            en: expect.stringContaining('Working time') as string,
          },
        },
        {
          norm: 'publish',
          clause: 'L-8',
          actor: 'organisation',
          clock: 'wh',
          start: '2024-12-27T16:40:00+10:00',
          due: '2024-12-28T15:40:00+10:00',
          status: 'pending',
        },
        {
          norm: 'draft',
          clause: 'L-10',
          actor: 'executor',
          clock: 'wh',
          start: '2024-12-27T16:40:00+10:00',
          due: '2024-12-28T11:40:00+10:00',
          status: 'pending',
        },
      ],
    })
  })

  it('judges by the clock when no moment is given', async () => {
    const { out } = await otklik(...friday(), '--json')
    const statuses = (JSON.parse(out) as { obligations: { status: string }[] }).obligations.map((one) => one.status)
    expect(statuses).toEqual(['pending', 'pending', 'pending'])
    const late = await otklik(...friday(), '--json', '--now', '2025-01-20T09:00:00+10:00')
    expect(late.out.match(/"breached"/g)).toHaveLength(3)
  })

  it('shows people a table in Russian, or in English when asked', async () => {
    const russian = await otklik(...friday())
    expect(russian.out).toContain('направить исполнителю')
    expect(russian.out).toContain('2024-12-28 15:40')
    const english = await otklik(...friday(), '--lang', 'en')
    expect(english.out).toContain('route to an executor')
    expect(english.out).not.toMatch(/[а-яё]{3,}/i)
  })

  it('takes an act from a file, and events as an object', async () => {
    const { readFile } = await import('node:fs/promises')
    const yelets = await readFile(new URL('../../../packages/regulations/acts/yelets-2023.yaml', import.meta.url), 'utf8')
    await write('own.yaml', yelets.replace('id: yelets-2023', 'id: own-town').replaceAll('+6wh', '+5wh'))
    await write('routed.json', {
      events: [
        { type: 'received', at: '2024-09-03T16:30:00+03:00', track: 'social' },
        { type: 'routed', at: '2024-09-03T17:00:00+03:00', unit: 'ЖКХ' },
      ],
    })
    const { out } = await otklik(
      '--regulation',
      file('own.yaml'),
      '--schedule',
      file('moscow.yaml'),
      '--events',
      file('routed.json'),
      '--json',
    )
    const plan = JSON.parse(out) as { regulation: string; obligations: { norm: string; due: string; unit?: string }[] }
    expect(plan.regulation).toBe('own-town')
    expect(plan.obligations.find((one) => one.norm === 'draft')).toMatchObject({ due: '2024-09-04T13:00:00+03:00', unit: 'ЖКХ' })
  })

  it('marks a date that rests on an unpublished year', async () => {
    await write('far.json', [{ type: 'received', at: '2028-03-14T10:00:00+03:00', track: 'social' }])
    const { out } = await otklik('--regulation', 'yelets-2023', '--schedule', file('moscow.yaml'), '--events', file('far.json'), '--json')
    expect((JSON.parse(out) as { obligations: { provisional?: boolean }[] }).obligations.every((one) => one.provisional)).toBe(true)
    const table = await otklik('--regulation', 'yelets-2023', '--schedule', file('moscow.yaml'), '--events', file('far.json'))
    expect(table.out).toContain('2028-03-14 11:00 (предварительно)')
  })

  it('takes official years of the calendar, several of them, and marks nothing as provisional then', async () => {
    const year = SHIPPED_CALENDARS.find((one) => one.year === 2028)
    await write('2028.json', { ...year, status: 'published', source: 'Постановление' })
    // The last one given stands: in this one 14 March 2028 is a day off.
    await write('snow.csv', formatCalendarCsv({ days: [...(year?.days ?? []), { date: '2028-03-14', kind: 'off' }] }))
    const calendars = ['2028.json', 'snow.csv'].flatMap((name) => ['--calendar', file(name)])
    const args = ['--regulation', 'yelets-2023', '--schedule', file('moscow.yaml'), '--events', file('far.json'), '--json']
    const { out } = await otklik(...args, ...calendars)
    const { obligations } = JSON.parse(out) as { obligations: { norm: string; due: string; provisional?: boolean }[] }
    expect(obligations.find(({ norm }) => norm === 'route')?.due).toBe('2028-03-15T10:00:00+03:00')
    expect(obligations.some(({ provisional }) => provisional)).toBe(false)
  })

  it('says on standard error what the act does not allow, and plans with it all the same', async () => {
    await write('longer.json', [
      { type: 'received', at: '2024-09-10T09:00:00+03:00', track: 'social' },
      { type: 'routed', at: '2024-09-10T09:20:00+03:00', unit: 'ЖКХ' },
      { type: 'termSet', at: '2024-09-10T10:00:00+03:00', norm: 'draft', term: '+9wh' },
      { type: 'returned', at: '2024-09-10T11:00:00+03:00', unit: 'Школы' },
    ])
    const args = ['--regulation', 'yelets-2023', '--schedule', file('moscow.yaml'), '--events', file('longer.json')]
    const { code, out, err } = await otklik(...args, '--json', '--now', '2024-09-10T11:00:00+03:00')
    expect(code).toBe(0)
    expect(err).toBe(
      'events.2, termSet: Акт не даёт назначать одному сообщению срок «представить проект ответа». Других сроков он тоже назначать не даёт.\n' +
        'events.3, returned: Сообщения у подразделения «Школы» сейчас нет: событие не считается.\n',
    )
    const { obligations } = JSON.parse(out) as { obligations: { norm: string; due: string; status: string }[] }
    expect(obligations.find(({ norm }) => norm === 'draft')).toMatchObject({ due: '2024-09-11T10:20:00+03:00', status: 'pending' })
    expect(out).not.toContain('Школы')
  })

  it('says so with the clause, in the language asked for, and nothing where all went by the act', async () => {
    await write('moscow-pos.json', [
      { type: 'received', at: '2024-09-03T10:00:00+03:00', track: 'pos' },
      { type: 'extended', at: '2024-09-04T10:00:00+03:00', term: '+30d' },
    ])
    const args = ['--regulation', 'desnogorsk-2023', '--schedule', file('moscow.yaml'), '--events', file('moscow-pos.json')]
    expect((await otklik(...args, '--lang', 'en')).err).toBe(
      'events.1, extended, cl. 4.3, par. 2: Longer than the act allows: the term “publish a reply” may be extended to 10 Sep at 23:59 at most.\n',
    )
    expect((await otklik(...friday())).err).toBe('')
  })

  it.each([
    ['an option left out', ['--regulation', 'yelets-2023'], '--schedule'],
    ['an act that is not there', ['--regulation', 'atlantis-1900', '--schedule', 'x', '--events', 'x'], 'lesozavodsk-2022'],
    ['a file that is not there', ['--regulation', './nowhere.yaml', '--schedule', 'x', '--events', 'x'], './nowhere.yaml'],
    ['an unknown option', ['--regulations', 'x'], '--regulations'],
  ])('refuses %s and says which', async (_title, args, word) => {
    await expect(otklik(...args)).rejects.toMatchObject({ name: 'UsageError', ru: expect.stringContaining(word) as string })
  })

  it('refuses a bad event with its number and field, and a bad moment of --now', async () => {
    await write('bad.json', [
      { type: 'received', at: '2024-09-03T16:30:00+03:00', track: 'social' },
      { type: 'routed', at: '2024-09-03 17:00' },
    ])
    const args = ['--regulation', 'yelets-2023', '--schedule', file('moscow.yaml'), '--events', file('bad.json')]
    await expect(otklik(...args)).rejects.toMatchObject({
      ru: expect.stringMatching(/события не годятся[^]*events\.1\.at[^]*events\.1\.unit/i) as string,
      en: expect.stringContaining('events.1.unit: routed needs this field') as string,
    })
    await expect(otklik(...friday(), '--now', 'вчера')).rejects.toMatchObject({
      name: 'UsageError',
      ru: expect.stringContaining('--now') as string,
    })
    await write('broken.json', '[')
    await expect(otklik(...args.slice(0, 4), '--events', file('broken.json'))).rejects.toMatchObject({
      ru: expect.stringContaining('не JSON') as string,
    })
  })
})
