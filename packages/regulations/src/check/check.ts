import { runExamples } from './examples.ts'
import type { Finding } from './finding.ts'
import { clockPath } from './feasibility/clock-path.ts'
import { clocks, starts } from './feasibility/clocks.ts'
import { citation, numbering, videoFrames } from './feasibility/form.ts'
import { endless, unbounded, unowned } from './feasibility/gaps.ts'
import { coExecutors, rounds, tightness } from './feasibility/path.ts'
import { scopesOf } from './feasibility/scope.ts'
import type { Regulation } from '../act/regulation.ts'
import { sentence } from '../act/words.ts'

const gravity = { error: 0, warning: 1, note: 2 }

/**
 * What is wrong with an act, calculated from its data under the chosen readings: steps that leave each other no time, rework
 * and co-executors that do not fit, clocks that mix, steps without a norm, norms without a person, faults of form, worked
 * examples that do not come out. Gravest first. A good act has none. Schema and references are `parseRegulation`'s to check.
 */
export function check(act: Regulation): Finding[] {
  const scopes = scopesOf(act)
  const found = [
    ...scopes.flatMap((scope) => [
      ...tightness(scope),
      ...rounds(act, scope),
      ...coExecutors(act, scope),
      ...clockPath(act, scope),
      ...endless(scope),
    ]),
    ...clocks(act),
    ...starts(act),
    ...unowned(act),
    ...unbounded(act, scopes),
    ...numbering(act),
    ...videoFrames(act),
    ...citation(act),
    ...failedExamples(act),
  ]
  return found
    .map((one) => ({ ...one, text: sentence(one.text) }))
    .toSorted((one, other) => gravity[one.severity] - gravity[other.severity])
}

function failedExamples(act: Regulation): Finding[] {
  return runExamples(act).flatMap(({ title, differences }, index): Finding[] => {
    if (differences.length === 0) return []
    const list = differences.join('; ')
    return [
      {
        id: `example-fails-${index + 1}`,
        severity: 'error',
        clauses: [...new Set(act.examples[index]?.expect.flatMap((one) => one.clause ?? []) ?? [])],
        numbers: { differences: differences.length },
        text: {
          ru: `Пример «${title.ru}» не сходится (получено, ожидалось): ${list}.`,
          en: `The example “${title.en}” does not come out (got, expected): ${list}.`,
        },
      },
    ]
  })
}
