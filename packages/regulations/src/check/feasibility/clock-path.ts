import {
  compileSchedule,
  dueMoment,
  formatMoment,
  isWorking,
  type Moment,
  NoWorkingTime,
  parseSchedule,
  type Schedule,
  workingTime,
} from '@otklik/worktime'
import type { Finding } from '../finding.ts'
import type { Regulation } from '../../act/regulation.ts'
import type { Rule } from '../../act/rules.ts'
import type { Text } from '../../act/types.ts'
import { inBoth, plural, spanWords } from '../../act/words.ts'
import { minutesOf, type Scope } from './scope.ts'

const MINUTE = 60_000
const HALF_HOUR = 30 * MINUTE
/** Monday, 5 February 2024, a day after another week of the same hours; no zone of Russia changed its clocks around it. */
const MONDAY = Date.UTC(2024, 1, 5)
const STARTS = Array.from({ length: 7 * 48 }, (_, index) => index * HALF_HOUR)
/** More rounds than this are as good as without end. */
const MOST_ROUNDS = 20
const COUNTS = Array.from({ length: MOST_ROUNDS + 1 }, (_, rounds) => rounds)

/** The norms of the straight path; the overall term has a date, whatever its clock. */
type Steps = {
  readonly publish: Rule
  readonly route: Rule | undefined
  readonly draft: Rule | undefined
  readonly reading: Rule | undefined
  readonly rework: Rule | undefined
  readonly release: Rule | undefined
}

/** One message through all steps, each taking its whole term. */
type Walk = {
  readonly start: Moment
  readonly due: Moment
  /** When the reply is ready at the latest. */
  readonly ready: Moment
  /** No working time is left for the draft: before its own term, or within the whole where it has none. */
  readonly starved: boolean
  /** Whether the message comes in working hours: an example that people know from their day. */
  readonly working: boolean
  readonly rounds: number
}

/**
 * The same as `tightness` and `rounds` where clocks cannot be added: a total by the clock or in days beside parts in working hours. Each start
 * of a week, every half hour, is walked by the working hours that stand beside the act's examples, without holidays.
 */
export function clockPath(act: Regulation, scope: Scope): Finding[] {
  const steps = stepsOf(scope)
  if (steps === undefined) return []
  const walks = walksOf(act, steps)
  if (walks.length === 0) return []
  const clauses = [...new Set(Object.values(steps).flatMap((rule) => rule?.clause ?? []))]
  return [
    ...lateFinding(act, scope, clauses, walks),
    ...starvedFinding(act, scope, clauses, walks),
    ...roundsFinding(act, scope, clauses, steps, walks),
  ]
}

/** Undefined where `pathOf` can add, or where there is nothing to compare. */
function stepsOf(scope: Scope): Steps | undefined {
  const find = scope.find
  const publish = find('publish')
  if (publish === undefined || publish.term === null || publish.before !== undefined) return undefined
  const [approve, release] = [find('approve'), find('release')]
  const steps = {
    publish,
    route: find('route'),
    draft: find('draft'),
    reading: approve ?? release,
    rework: find('rework'),
    release: approve && release,
  }
  const used = Object.values(steps).filter((rule) => rule !== undefined)
  if (used.length === 1 || used.some((rule) => rule.term === null) || used.every((rule) => minutesOf(rule.term) !== undefined))
    return undefined
  return steps
}

function walksOf(act: Regulation, steps: Steps): Walk[] {
  const { timezone, week } = act.schedule
  const schedule = compileSchedule(parseSchedule({ timezone, week, calendar: 'none' }))
  try {
    const monday = schedule.zone.momentOf(MONDAY)
    return STARTS.map((after) => walk(schedule, steps, monday + after))
  } catch (error) {
    // Hours that never come leave nothing to walk; the examples of the act say so themselves.
    if (error instanceof NoWorkingTime) return []
    throw error
  }
}

function walk(schedule: Schedule, { publish, route, draft, reading, rework, release }: Steps, start: Moment): Walk {
  const after = (from: Moment, rule: Rule | undefined) => (rule?.term ? dueMoment(schedule, from, rule.term, rule.options) : from)
  const due = after(start, publish)
  const routed = after(start, route)
  const backward = draft?.before !== undefined
  const drafted = backward ? Math.max(routed, after(due, draft)) : after(routed, draft)
  const readyAfter = (reworks: number): Moment => {
    let read = after(drafted, reading)
    for (let done = 0; done < reworks; done++) read = after(after(read, rework), reading)
    return after(read, release)
  }
  const fits = (end: Moment) => end <= due && (draft !== undefined || workingTime(schedule, end, due) > 0)
  const ready = readyAfter(0)
  const rounds = rework === undefined ? 0 : (COUNTS.findLast((reworks) => fits(readyAfter(reworks))) ?? 0)
  const starved = backward
    ? workingTime(schedule, routed, Math.max(routed, after(due, draft))) === 0
    : draft === undefined && ready <= due && workingTime(schedule, ready, due) === 0
  return { start, due, ready, starved, working: isWorking(schedule, start), rounds }
}

function lateFinding(act: Regulation, scope: Scope, clauses: readonly string[], walks: readonly Walk[]): Finding[] {
  const late = walks.filter(({ ready, due }) => ready > due)
  const worst = late.toSorted((one, other) => other.ready - other.due - (one.ready - one.due))[0]
  if (worst === undefined) return []
  const always = late.length === walks.length
  const [at, due, ready] = [worst.start, worst.due, worst.ready].map((moment) => weekTime(act, moment)) as [Text, Text, Text]
  return [
    {
      id: `path-exceeds-total${scope.suffix}`,
      severity: always ? 'error' : 'warning',
      clauses,
      numbers: { late: late.length, starts: walks.length, over: (worst.ready - worst.due) / MINUTE },
      text: inBoth((lang) =>
        lang === 'ru'
          ? `${scope.name.ru}${always ? 'шаги в свой срок никогда не укладываются в общий' : 'шаги в свой срок не всегда укладываются в общий'}, он идёт по другим часам. На сообщение, пришедшее ${at.ru}, ответить надо ${due.ru}, а все шаги в срок кончаются ${ready.ru}.`
          : `${scope.name.en}steps within their terms ${always ? 'never' : 'do not always'} fit into the whole, which runs by another clock. A message of ${at.en} must be answered by ${due.en}, while all steps within their terms end on ${ready.en}.`,
      ),
    },
  ]
}

function starvedFinding(act: Regulation, scope: Scope, clauses: readonly string[], walks: readonly Walk[]): Finding[] {
  const starved = walks.filter((one) => one.starved)
  const first = starved[0]
  if (first === undefined) return []
  const [at, due] = [first.start, first.due].map((moment) => weekTime(act, moment)) as [Text, Text]
  return [
    {
      id: `no-time-left${scope.suffix}`,
      severity: starved.length === walks.length ? 'error' : 'warning',
      clauses,
      numbers: { starved: starved.length, starts: walks.length, left: 0 },
      text: inBoth((lang) =>
        lang === 'ru'
          ? `${scope.name.ru}исполнителю может не остаться рабочего времени. На сообщение, пришедшее ${at.ru}, ответить надо ${due.ru}; если остальные шаги займут весь свой срок, на проект остаётся 0 минут.`
          : `${scope.name.en}the executor may be left with no working time. A message of ${at.en} must be answered by ${due.en}; if the other steps take their whole terms, 0 minutes are left for the draft.`,
      ),
    },
  ]
}

function roundsFinding(
  act: Regulation,
  scope: Scope,
  clauses: readonly string[],
  { rework, reading }: Steps,
  walks: readonly Walk[],
): Finding[] {
  if (rework === undefined || walks.every(({ ready, due }) => ready > due)) return []
  const [fits, most] = [Math.min(...walks.map((one) => one.rounds)), Math.max(...walks.map((one) => one.rounds))]
  if (fits === MOST_ROUNDS || (act.reworkLimit !== undefined && act.reworkLimit.rounds <= fits)) return []
  const tightest = (walks.find((one) => one.rounds === fits && one.working) ?? walks.find((one) => one.rounds === fits)) as Walk
  const [at, due] = [tightest.start, tightest.due].map((moment) => weekTime(act, moment)) as [Text, Text]
  const round = (minutesOf(rework.term) ?? 0) + (minutesOf(reading?.term) ?? 0)
  return [
    {
      id: `rework-rounds${scope.suffix}`,
      severity: fits === 0 ? 'warning' : 'note',
      clauses,
      numbers: { fits, most, round },
      text: inBoth((lang) => {
        const turn = round === 0 ? '' : lang === 'ru' ? ` (${spanWords(round).ru})` : ` (${spanWords(round).en})`
        if (lang === 'ru') {
          const some = most === 0 ? 'ни одна не помещается' : `помещается ${most === fits ? fits : `от ${fits} до ${most}`}`
          const least = most === 0 ? '' : `: ${plural(fits, ['помещается', 'помещаются', 'помещается'])} ${fits}`
          return `${scope.name.ru}общий срок идёт по другим часам, чем шаги. Доработка с новой проверкой${turn}: ${some}. На сообщение, пришедшее ${at.ru}, ответить надо ${due.ru}${least}.`
        }
        const some = most === fits ? `${fits === 0 ? 'none' : fits}` : `${fits} to ${most}`
        const least = most === 0 ? '' : `, and ${fits} ${fits === 1 ? 'fits' : 'fit'}`
        return `${scope.name.en}the whole runs by another clock than the steps. Reworks with their reading${turn} that fit: ${some}. A message of ${at.en} must be answered by ${due.en}${least}.`
      }),
    },
  ]
}

const weekdays = {
  ru: ['в воскресенье', 'в понедельник', 'во вторник', 'в среду', 'в четверг', 'в пятницу', 'в субботу'],
  en: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
} as const

/** `в пятницу в 16:00`, `Friday 16:00`: a moment of a week like any other. */
function weekTime(act: Regulation, moment: Moment): Text {
  const iso = formatMoment(compileSchedule(parseSchedule({ timezone: act.schedule.timezone, week: {}, calendar: 'none' })), moment)
  const day = new Date(`${iso.slice(0, 10)}T00:00:00Z`).getUTCDay()
  const time = iso.slice(11, 16)
  return { ru: `${weekdays.ru[day] ?? ''} в ${time}`, en: `${weekdays.en[day] ?? ''} ${time}` }
}
