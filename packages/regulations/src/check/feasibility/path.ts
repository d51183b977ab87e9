import type { Finding } from '../finding.ts'
import type { Regulation } from '../../act/regulation.ts'
import type { Rule } from '../../act/rules.ts'
import type { Text } from '../../act/types.ts'
import { inBoth, plural, spanWords } from '../../act/words.ts'
import { minutesOf, type Scope } from './scope.ts'

/** The straight path through an act in working minutes, and what every further step would add. */
type Path = {
  readonly total: number
  readonly route: number
  /** For drafting: what a forward norm gives, what routing leaves before a backward one, or all that is left where no norm bounds it. */
  readonly draft: number
  readonly drafting: 'forward' | 'backward' | 'unbounded'
  /** From the draft to the published reply, without rework. */
  readonly release: number
  /** One more round: the rework and the reading after it. */
  readonly round: number | undefined
  /** Time for rework: what is left of the total after the straight path; for drafting as well where no norm bounds it. */
  readonly left: number
  readonly clauses: readonly string[]
}

/** Undefined where the act gives no overall term, or counts its parts by clocks that cannot be added. */
function pathOf(scope: Scope): Path | undefined {
  const [publish, draft] = [scope.find('publish'), scope.find('draft')]
  const [route, approve, rework, release] = [scope.find('route'), scope.find('approve'), scope.find('rework'), scope.find('release')]
  const used = [publish, draft, route, approve, rework, release].filter((rule) => rule !== undefined)
  const total = minutesOf(publish?.term)
  if (total === undefined || used.some((rule) => minutesOf(rule.term) === undefined) || used.length === 1) return undefined
  const read = span(approve ?? release)
  const tail = approve === undefined ? read : read + span(release)
  const drafting = draft === undefined ? 'unbounded' : draft.before === undefined ? 'forward' : 'backward'
  const rest = total - span(route) - tail
  const spent = { unbounded: rest, forward: span(draft), backward: total - span(draft) - span(route) }[drafting]
  return {
    total,
    route: span(route),
    draft: spent,
    drafting,
    release: tail,
    round: rework === undefined ? undefined : span(rework) + read,
    left: { unbounded: rest, forward: rest - spent, backward: span(draft) - tail }[drafting],
    clauses: [...new Set(used.map((rule) => rule.clause))],
  }
}

/** Nothing for a step that the act does not bound. */
const span = (rule: Rule | undefined): number => minutesOf(rule?.term) ?? 0

/** A norm that leaves another no time; a path longer than the whole. */
export function tightness(scope: Scope): Finding[] {
  const path = pathOf(scope)
  if (path === undefined) return []
  const found: Finding[] = []
  const numbers = { total: path.total, route: path.route, draft: path.draft, release: path.release }
  if (path.drafting === 'unbounded' && path.left === 0) found.push(nothingLeft(scope, path))
  if (path.drafting === 'backward' && path.draft <= 0) {
    const front = path.draft + path.route
    const before = path.total - front
    found.push({
      id: `no-time-left${scope.suffix}`,
      severity: 'error',
      clauses: clausesOf(scope, ['publish', 'draft', 'route']),
      numbers: { ...numbers, before, front, left: Math.max(0, path.draft) },
      text: inBoth((lang) => {
        const [all, back, rest, routing, none] = [path.total, before, front, path.route, Math.max(0, path.draft)].map(
          (span) => spanWords(span)[lang],
        )
        return lang === 'ru'
          ? `${scope.name.ru}всего ${all}, проект за ${back} до конца, значит, на направление и проект ${rest}. Одно направление может занять ${routing}: исполнителю остаётся ${none}.`
          : `${scope.name.en}${all} in all, the draft ${back} before the end, so ${rest} for routing and drafting. Routing alone may take ${routing}: the executor is left with ${none}.`
      }),
    })
  }
  if (path.left < 0) {
    const needed = path.total - path.left
    found.push({
      id: `path-exceeds-total${scope.suffix}`,
      severity: 'error',
      clauses: path.clauses,
      numbers: { ...numbers, path: needed, over: -path.left },
      text: inBoth((lang) =>
        lang === 'ru'
          ? `${scope.name.ru}все шаги в свой срок занимают ${spanWords(needed).ru}, а на всё дано ${spanWords(path.total).ru}.`
          : `${scope.name.en}all steps within their terms take ${spanWords(needed).en}, while the whole has ${spanWords(path.total).en}.`,
      ),
    })
  }
  return found
}

/** Where no norm bounds drafting, the other steps may take the whole. */
function nothingLeft(scope: Scope, { total, route, release, clauses }: Path): Finding {
  return {
    id: `no-time-left${scope.suffix}`,
    severity: 'error',
    clauses,
    numbers: { total, route, release, left: 0 },
    text: inBoth((lang) =>
      lang === 'ru'
        ? `${scope.name.ru}всего ${spanWords(total).ru}, и все они могут уйти на остальные шаги: на проект, срока которому акт не даёт, остаётся 0 минут.`
        : `${scope.name.en}${spanWords(total).en} in all, and the other steps may take them all: for the draft, which has no term, 0 minutes are left.`,
    ),
  }
}

/** How many rounds of rework still fit, unless the act limits them to no more than that. */
export function rounds(act: Regulation, scope: Scope): Finding[] {
  const path = pathOf(scope)
  if (path?.round === undefined || path.left < 0) return []
  // Where no norm bounds drafting, something has to be left for it.
  const fits = path.drafting === 'unbounded' ? Math.max(0, Math.ceil(path.left / path.round) - 1) : Math.floor(path.left / path.round)
  if (act.reworkLimit !== undefined && act.reworkLimit.rounds <= fits) return []
  const rest = path.left - fits * path.round
  const over = path.total - path.left + (fits + 1) * path.round
  return [
    {
      id: `rework-rounds${scope.suffix}`,
      severity: fits === 0 ? 'warning' : 'note',
      clauses: path.clauses,
      numbers: { total: path.total, path: path.total - path.left, round: path.round, fits, left: rest, withOneMore: over },
      text: roundsText(scope, path, fits, rest, over),
    },
  ]
}

function roundsText(scope: Scope, path: Path, fits: number, rest: number, over: number): Text {
  const round = path.round ?? 0
  const unbounded = path.drafting === 'unbounded'
  return inBoth((lang) => {
    const span = (minutes: number) => spanWords(minutes)[lang]
    const steps = unbounded ? [path.route, path.release] : [path.route, path.draft, path.release]
    const sum = steps.map(hours).join(' + ')
    const straight = `${lang === 'ru' ? sum : sum.replaceAll(',', '.')} = ${span(path.total - path.left)}`
    if (lang === 'ru') {
      const start = unbounded ? 'без проекта, срока которому акт не даёт, и доработок' : 'без доработок'
      const end = unbounded ? `на проект остаётся ${span(rest)}` : `остаётся ${span(rest)}`
      return (
        `${scope.name.ru}${start} ${straight} из ${span(path.total)}. Доработка с новой проверкой добавляет ${span(round)}. ` +
        `Помещается ${fits} ${plural(fits, ['доработка', 'доработки', 'доработок'])}, ${end}; с ${fits + 1} вышло бы ${span(over)}.`
      )
    }
    const start = unbounded ? 'without rework and the draft, which has no term,' : 'without rework'
    const end = unbounded ? `${span(rest)} left for the draft` : `${span(rest)} left`
    return (
      `${scope.name.en}${start} ${straight} of ${span(path.total)}. A rework and the reading after it add ${span(round)}. ` +
      `${fits} ${fits === 1 ? 'fits' : 'fit'}, ${end}; ${fits + 1} would make ${span(over)}.`
    )
  })
}

function hours(minutes: number): string {
  return String(Math.round((minutes / 60) * 100) / 100).replace('.', ',')
}

/** How many co-executors one after the other fit before the draft is due, if routing took all its time. */
export function coExecutors(act: Regulation, scope: Scope): Finding[] {
  const path = pathOf(scope)
  const part = scope.find('contribution')
  const each = minutesOf(part?.term)
  // Only where somebody sets an order do parts come one after the other.
  if (path === undefined || part === undefined || each === undefined || act.joint === undefined || act.joint.order === null) return []
  const fits = Math.max(0, Math.floor(path.draft / each))
  if (act.joint.limit !== undefined && act.joint.limit <= fits) return []
  const needed = (fits + 1) * each
  return [
    {
      id: `co-executors${scope.suffix}`,
      severity: fits < 2 ? 'warning' : 'note',
      clauses: [...new Set([part.clause, act.joint.clause, ...clausesOf(scope, ['publish', 'draft', 'route'])])],
      numbers: { available: path.draft, each, fits, left: path.draft - fits * each, withOneMore: needed },
      text: inBoth((lang) => {
        const span = (minutes: number) => spanWords(minutes)[lang]
        return lang === 'ru'
          ? `${scope.name.ru}после направления до срока проекта остаётся ${span(path.draft)}, соисполнителю положено ${span(each)}. ` +
              `Друг за другом ${plural(fits, ['успеет', 'успеют', 'успеют'])} ${fits}, а ${fits + 1} (${span(needed)}) — нет.`
          : `${scope.name.en}after routing ${span(path.draft)} remain before the draft is due, a co-executor has ${span(each)}. ` +
              `${fits} in sequence ${fits === 1 ? 'fits' : 'fit'}, ${fits + 1} (${span(needed)}) ${fits === 0 ? 'does' : 'do'} not.`
      }),
    },
  ]
}

function clausesOf(scope: Scope, norms: readonly Rule['norm'][]): string[] {
  return [...new Set(norms.flatMap((norm) => scope.find(norm)?.clause ?? []))]
}
