import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable, Writable } from 'node:stream'
import { SHIPPED_CALENDARS } from '@otklik/worktime'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runDue } from '../src/due.ts'

const HOURS = ['09:00-13:00', '14:00-18:00']
const SCHEDULE = {
  timezone: 'Asia/Vladivostok',
  week: { mon: HOURS, tue: HOURS, wed: HOURS, thu: HOURS, fri: HOURS },
  calendar: 'ru',
  exceptions: { '2025-05-05': 'off' },
}
const YAML = `# Часы приёмной
timezone: Asia/Vladivostok
calendar: ru
week:
${['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => `  ${day}: ['09:00-13:00', 14:00-18:00]`).join('\n')}
exceptions:
  2025-05-05: off
`

let folder = ''
const path = (name: string): string => join(folder, name)

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'otklik-due-'))
  await writeFile(path('schedule.json'), JSON.stringify(SCHEDULE))
  await writeFile(path('schedule.yaml'), YAML)
})
afterAll(() => rm(folder, { recursive: true }))

/** A stream that keeps what was written to it. */
class Kept extends Writable {
  text = ''
  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString()
    done()
  }
}

async function run(args: string[], chunks: Iterable<string | Buffer>) {
  const [stdout, stderr] = [new Kept(), new Kept()]
  const code = await runDue(args, { stdin: Readable.from(chunks, { objectMode: false }), stdout, stderr })
  return { code, said: stderr.text, text: stdout.text, answers: stdout.text.split('\n').slice(0, -1).map(parseAnswer) }
}

type Answer = { due?: string; error?: string; provisional?: boolean }

function parseAnswer(line: string): Answer {
  return JSON.parse(line) as Answer
}

const ask = (chunks: Iterable<string | Buffer>, ...more: string[]) => run(['--schedule', path('schedule.json'), ...more], chunks)
const query = (from: string, term: string, more = ''): string => `{"from":"${from}","term":"${term}"${more}}\n`

function* endlessQueries() {
  for (;;) yield query('2024-12-27T16:40:00+10:00', '+7wh').repeat(1000)
}

describe('otklik due', () => {
  test('answers each line in its order', async () => {
    const { code, text } = await ask([
      query('2024-12-27T16:40:00+10:00', '+7wh') +
        query('2024-12-28T15:40:00+10:00', '-4wh') +
        query('2024-12-27T16:40:00+10:00', '+1wd', ',"until":"midnight"') +
        query('2024-06-05T10:00:00+10:00', '+3d', ',"roll":"none"') +
        query('2025-05-02T10:00:00Z', '+1wh'),
    ])
    expect(code).toBe(0)
    expect(text).toBe(
      ['2024-12-28T15:40:00', '2024-12-28T10:40:00', '2024-12-28T23:59:59', '2024-06-08T23:59:59', '2025-05-06T10:00:00']
        .map((due) => `{"due":"${due}+10:00"}\n`)
        .join(''),
    )
  })

  test('reads YAML as it reads JSON', async () => {
    const { answers } = await run(['--schedule', path('schedule.yaml')], [query('2025-04-30T17:30:00+10:00', '+8wh')])
    // 30 April closes at 17:00; 1–4 May are holidays, 5 May is a day off of the town's own.
    expect(answers).toEqual([{ due: '2025-05-06T18:00:00+10:00' }])
  })

  test('a bad line is answered with an error, and the next one is read', async () => {
    const bad = ['', '   ', 'срок', '[]', 'null', '{"from":"2024-12-27T16:40:00+10:00"}', '{"term":"+7wh"}', '{"from":5,"term":"+7wh"}']
    const lines = [
      ...bad.map((line) => `${line}\n`),
      query('2024-12-27T16:40:00', '+7wh'),
      query('2024-02-30T16:40:00+10:00', '+7wh'),
      query('2024-12-27T16:40:00+10:00', '7wh'),
      query('2024-12-27T16:40:00+10:00', '+7wh', ',"until":"noon"'),
      query('2024-12-27T16:40:00+10:00', '+7wh', ',"untill":"midnight"'),
      query('2029-03-05T10:00:00+10:00', '+7wh'),
      query('2012-12-28T10:00:00+11:00', '+7wh'),
      query('2024-12-27T16:40:00+10:00', '+999999999h'),
      query('2024-12-27T16:40:00+10:00', '+999999999d'),
    ]
    const { code, answers } = await ask([lines.join('') + query('2024-12-27T16:40:00+10:00', '+7wh')])
    expect(code).toBe(0)
    expect(answers).toHaveLength(lines.length + 1)
    expect(answers.slice(0, -1).every((answer) => typeof answer.error === 'string' && answer.due === undefined)).toBe(true)
    expect(answers.at(-1)).toEqual({ due: '2024-12-28T15:40:00+10:00' })
    expect(answers[8]?.error).toMatch(/смещения/)
    expect(answers[12]?.error).toMatch(/untill/)
    expect(answers[13]?.error).toMatch(/2029/)
    expect(answers[14]?.error).toMatch(/2012/)
    expect(answers[16]?.error).toMatch(/0001–9999/)
    const english = await ask([query('2029-03-05T10:00:00+10:00', '+7wh')], '--lang', 'en')
    expect(english.answers[0]?.error).toBe(
      "There is no production calendar for the year 2029. Load that year's calendar: Settings, Schedule, or the option --calendar.",
    )
  })

  test('lines cut anywhere between chunks, ended by CRLF or by nothing, give the same answers', async () => {
    const whole = Buffer.from(
      `\uFEFF${query('2024-12-27T16:40:00+10:00', '+7wh')}я\n{"from": "2024-12-27T16:40:00+10:00", "term": "+1wd"}\r\n\n{"term":"+0wh","from":"2024-12-29T10:00Z"}`,
    )
    const { text } = await ask([whole])
    expect(text.match(/due/g)).toHaveLength(3)
    for (let size = 1; size < 60; size += 7) {
      const chunks = Array.from({ length: Math.ceil(whole.length / size) }, (_, index) => whole.subarray(index * size, (index + 1) * size))
      expect((await ask(chunks)).text).toBe(text)
    }
    expect((await ask([])).text).toBe('')
  })

  test('a line without end is one error, not a full memory', async () => {
    const endless = Array.from({ length: 64 }, () => 'x'.repeat(65_536))
    const { answers } = await ask([...endless, '\n', query('2024-12-27T16:40:00+10:00', '+7wh')])
    expect(answers).toEqual([{ error: expect.stringContaining('64 КБ') as string }, { due: '2024-12-28T15:40:00+10:00' }])
  })

  test('waits for a slow reader instead of piling answers up', async () => {
    let [most, lines] = [0, 0]
    const stdout = new Writable({
      highWaterMark: 1024,
      write(chunk: Buffer, _encoding, done) {
        most = Math.max(most, stdout.writableLength)
        lines += chunk.toString().split('\n').length - 1
        setImmediate(done)
      },
    })
    const block = query('2024-12-27T16:40:00+10:00', '+7wh').repeat(100)
    const stdin = Readable.from(
      Array.from({ length: 200 }, () => block),
      { objectMode: false },
    )
    await runDue(['--schedule', path('schedule.json')], { stdin, stdout, stderr: new Kept() })
    await new Promise((resolve) => stdout.end(resolve))
    expect(lines).toBe(20_000)
    // Never more than the answers to one reading of 64 KB, of 720 KB in all.
    expect(most).toBeLessThan(100_000)
  })

  test('a reader that leaves ends the run quietly', async () => {
    const stdout = new Writable({
      write(_chunk, _encoding, done) {
        done(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }))
      },
    })
    const stdin = Readable.from(endlessQueries(), { objectMode: false })
    expect(await runDue(['--schedule', path('schedule.json')], { stdin, stdout, stderr: new Kept() })).toBe(0)
  })

  test('answers that cannot be written, as on a full disk, are no success', async () => {
    const stdout = new Writable({
      write(_chunk, _encoding, done) {
        done(Object.assign(new Error('write ENOSPC'), { code: 'ENOSPC' }))
      },
    })
    const stdin = Readable.from([query('2024-12-27T16:40:00+10:00', '+7wh')], { objectMode: false })
    const run = runDue(['--schedule', path('schedule.json')], { stdin, stdout, stderr: new Kept() })
    await expect(run).rejects.toMatchObject({ ru: 'Ответы не записываются (ENOSPC).', en: 'The answers cannot be written (ENOSPC).' })
  })

  test('says of a date that it rests on a year not published yet, and only of such a date', async () => {
    const { answers } = await ask([
      query('2027-12-30T10:00:00+10:00', '+70wh'),
      query('2028-01-11T10:00:00+10:00', '-70wh'),
      query('2028-03-30T10:00:00+10:00', '+5d'),
      query('2028-03-30T10:00:00+10:00', '+5d', ',"roll":"none"'),
      query('2027-12-30T10:00:00+10:00', '+500h'),
      query('2027-12-29T10:00:00+10:00', '+1wd'),
    ])
    expect(answers).toEqual([
      { due: '2028-01-19T17:00:00+10:00', provisional: true },
      { due: '2027-12-21T12:00:00+10:00', provisional: true },
      { due: '2028-04-04T23:59:59+10:00', provisional: true },
      { due: '2028-04-04T23:59:59+10:00' },
      { due: '2028-01-20T06:00:00+10:00' },
      { due: '2027-12-30T18:00:00+10:00' },
    ])
  })

  test('an official year of the administrator’s own, from CSV', async () => {
    const days = SHIPPED_CALENDARS.find((calendar) => calendar.year === 2027)?.days ?? []
    const rows = days.filter((day) => day.kind === 'off').map((day) => `${day.date.replace('2027', '2029')},off,,,`)
    await writeFile(path('2029.csv'), ['date,kind,replaces,moved_from,holiday', ...rows].join('\n'))
    const { answers } = await ask([query('2029-03-05T10:00:00+10:00', '+7wh')], '--calendar', path('2029.csv'))
    expect(answers).toEqual([{ due: '2029-03-05T18:00:00+10:00' }])
  })

  test('several years at once, from YAML and JSON too; the year after the last published one is provisional', async () => {
    const year = SHIPPED_CALENDARS.find((calendar) => calendar.year === 2028)
    const text = JSON.stringify({ ...year, status: 'published', source: 'Постановление' })
    await writeFile(path('2028.json'), text)
    // Saturday 16 December 2028 works by this one, for Monday 18 December.
    const days = (year?.days ?? []).map(({ date, kind }) => `  - { date: ${date}, kind: ${kind} }`)
    const extra = ['  - { date: 2028-12-16, kind: work, replaces: 2028-12-18 }', '  - { date: 2028-12-18, kind: off }']
    await writeFile(path('2028.yaml'), ['year: 2028', 'source: Постановление', 'days:', ...days, ...extra].join('\n'))
    const question = query('2028-12-15T10:00:00+10:00', '+1wd')
    expect((await ask([question], '--calendar', path('2028.json'))).answers).toEqual([{ due: '2028-12-18T18:00:00+10:00' }])
    const two = await ask([question], '--calendar', path('2028.json'), '--calendar', path('2028.yaml'))
    expect(two.answers).toEqual([{ due: '2028-12-16T18:00:00+10:00' }])
    const later = await ask(
      [query('2028-12-29T10:00:00+10:00', '+1wd'), query('2029-12-28T10:00:00+10:00', '+9wd')],
      '--calendar',
      path('2028.json'),
    )
    expect(later.answers).toEqual([
      { due: '2029-01-09T18:00:00+10:00', provisional: true },
      { error: expect.stringContaining('2030') as string },
    ])
  })

  test('what cannot be used ends with code 2 and says why', async () => {
    await writeFile(path('torn.json'), '{"timezone":')
    await writeFile(path('torn.yaml'), 'week: [unclosed')
    await writeFile(path('nothing.yaml'), '')
    await writeFile(path('wrong.yaml'), YAML.replace('Vladivostok', 'Atlantis').replace('calendar: ru', 'calendar: de'))
    await writeFile(path('empty.csv'), 'date\n')
    await writeFile(path('torn-calendar.yaml'), 'year: 2028\ndays:\n  - { date: 2028-01-03, kind: free }\n')
    await writeFile(path('letter.txt'), 'О переносе выходных дней в 2028 году')
    const calendar = (name: string): string[] => ['--schedule', path('schedule.json'), '--calendar', path(name)]
    const cases: [string[], RegExp][] = [
      [[], /Не указано расписание/],
      [['--schedule', path('none.json')], /не открывается \(ENOENT\)/],
      [['--schedule', path('torn.json')], /не JSON/],
      [['--schedule', path('nothing.yaml')], /Расписание не годится: нужен объект/],
      [['--schedule', path('torn.yaml')], /не YAML/],
      [['--schedule', path('wrong.yaml')], /timezone.*Atlantis.*calendar/],
      [calendar('empty.csv'), /empty\.csv: .*Строка 1: Первая строка/],
      [calendar('torn-calendar.yaml'), /Строка 3: days\.0\.kind: вид дня неизвестен/],
      [calendar('letter.txt'), /Строка 1: это не CSV, не XML, не YAML и не JSON/],
      [['--schedule', path('schedule.json'), '--shedule', 'x'], /--shedule/],
      [['--schedule', path('schedule.json'), '--lang', 'de'], /--lang/],
      [['--schedule', path('none.json'), '--lang', 'en'], /cannot be opened/],
    ]
    for (const [args, why] of cases) {
      const { code, said, text } = await run(args, [query('2024-12-27T16:40:00+10:00', '+7wh')])
      expect({ args, code, text, said }).toEqual({ args, code: 2, text: '', said: expect.stringMatching(why) as string })
    }
  })
})
