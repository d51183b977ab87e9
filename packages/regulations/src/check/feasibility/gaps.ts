import type { Finding } from '../finding.ts'
import type { Regulation } from '../../act/regulation.ts'
import { decided } from '../../act/rules.ts'
import type { NormName, Text } from '../../act/types.ts'
import { inBoth, normWords, spanWords } from '../../act/words.ts'
import { minutesOf, type Scope, scopeName } from './scope.ts'

/** Without an overall term the author may wait for ever: each round of rework is in time, and there is no last one. */
export function endless(scope: Scope): Finding[] {
  if (scope.find('publish') !== undefined) return []
  const [rework, read] = [scope.find('rework'), scope.find('release') ?? scope.find('approve')]
  const draft = scope.find('draft')
  if (rework === undefined && draft === undefined) return []
  const round = (minutesOf(rework?.term) ?? 0) + (minutesOf(read?.term) ?? 0)
  const clauses = [draft, read, rework].filter((rule) => rule !== undefined).map((rule) => rule.clause)
  return [
    {
      id: `no-overall-term${scope.suffix}`,
      severity: 'warning',
      clauses,
      numbers: { round },
      text: inBoth((lang) => {
        const turn = spanWords(round)[lang]
        if (lang === 'ru') {
          const endlessly =
            rework === undefined ? '' : ` Каждая доработка с проверкой укладывается в ${turn}, и повторять их можно без конца.`
          return `${scope.name.ru}общего срока ответа автору нет.${endlessly}`
        }
        const endlessly = rework === undefined ? '' : ` Each rework and reading keeps its ${turn}, and they can go on without end.`
        return `${scope.name.en}there is no overall term for the answer.${endlessly}`
      }),
    },
  ]
}

/** Steps that the act gives to somebody without saying by when; where it says so on some ways through it only, the finding names the others. */
export function unbounded(act: Regulation, scopes: readonly Scope[]): Finding[] {
  const { steps } = act
  const publish = decided(act, steps.publish).value
  const alone = steps.compose.by === publish.by && steps.approve === null && steps.sendBack === null
  const asked: readonly [{ clause: string; reading?: string | undefined } | null, NormName, readonly NormName[]][] = [
    [steps.route, 'route', ['route']],
    [steps.return, 'return', ['return']],
    [steps.redirect, 'redirect', ['redirect']],
    // Who composes and publishes alone has one term for both.
    [steps.compose, 'draft', alone ? ['draft', 'publish'] : ['draft']],
    [steps.approve, 'approve', ['approve']],
    [publish, 'release', ['release', 'publish']],
  ]
  return asked.flatMap(([step, norm, by]): Finding[] => {
    if (step === null || step.reading !== undefined) return []
    const open = scopes.filter((scope) => by.every((name) => scope.find(name) === undefined))
    return placesOf(open, scopes).map(({ suffix, name }) => ({
      id: `step-without-norm-${norm}${suffix}`,
      severity: norm === 'redirect' || norm === 'return' ? 'note' : 'warning',
      clauses: [step.clause],
      numbers: {},
      text: {
        ru: `${name.ru}шаг без срока: ${normWords[norm].ru}.`,
        en: `${name.en}a step without a term: ${normWords[norm].en}.`,
      },
    }))
  })
}

type Place = Pick<Scope, 'suffix' | 'name'>

/** Some ways through an act, named as shortly as they can be: all of them not at all, all of a track by the track. */
function placesOf(some: readonly Scope[], all: readonly Scope[]): readonly Place[] {
  if (some.length === all.length) return [{ suffix: '', name: { ru: '', en: '' } }]
  return [...new Set(some.map(({ track }) => track))].flatMap((track): readonly Place[] => {
    const here = some.filter((scope) => scope.track === track)
    const whole = here.length === all.filter((scope) => scope.track === track).length
    return whole ? [{ suffix: `-${track}`, name: scopeName(track) }] : here
  })
}

/** Norms for a reply to stand in the network where the act names nobody who puts it there. */
export function unowned(act: Regulation): Finding[] {
  const publish = decided(act, act.steps.publish)
  if (publish.reading === undefined && publish.value.reading === undefined) return []
  const norms = act.norms.filter((norm) => norm.actor === 'organisation')
  if (norms.length === 0) return []
  const clauses = [...new Set(norms.map((norm) => norm.clause))]
  const list = (lang: keyof Text) => clauses.map((id) => act.clauses[id]?.[lang] ?? id).join(', ')
  return [
    {
      id: 'nobody-named',
      severity: 'warning',
      clauses,
      numbers: { norms: clauses.length },
      text: {
        ru: `Никто не назван: кто размещает ответ в срок (${list('ru')}), акт не говорит.`,
        en: `Nobody is named: the act does not say who places the reply within the term (${list('en')}).`,
      },
    },
  ]
}
