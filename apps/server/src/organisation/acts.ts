import {
  check,
  type Finding,
  normsTable,
  type NormRow,
  type Procedure,
  procedureOf,
  type Regulation,
  sourceWords,
} from '@otklik/regulations'
import { shippedRegulations } from '@otklik/regulations/shipped'
import type { RegulationDetail } from '@otklik/contract'
import type { Text } from '../http/problems.ts'

export type Act = {
  readonly id: string
  readonly title: Text
  readonly edition: string
  /** Kind, body, date and number of the act, as it is cited. */
  readonly source: string
  readonly timezone: string
  readonly norms: readonly NormRow[]
  readonly procedure: Procedure
  readonly readings: NonNullable<RegulationDetail['readings']>
  /** What a careful reader finds in the act; worked out at the first question. */
  findings(): readonly Finding[]
}

/** The acts that this installation knows. */
export interface Acts {
  all(): readonly Act[]
  find(id: string): Act | null
  /** @throws UnknownAct */
  byId(id: string): Act
}

/** No act has this id: the message lists those there are. */
export class UnknownAct extends Error {
  override readonly name = 'UnknownAct'
  readonly ru: string
  readonly en: string
  constructor(id: string, known: readonly string[]) {
    const ru = `Акта «${id}» нет. Есть: ${known.join(', ')}.`
    super(ru)
    this.ru = ru
    this.en = `There is no act "${id}". Known: ${known.join(', ')}.`
  }
}

/** The act's open places in the order of its file, the choice made first and the others beside it. */
const readingsOf = ({ readings }: Regulation): Act['readings'] =>
  Object.entries(readings).flatMap(([id, { clauses, question, chosen, alternatives }]) => {
    const { [chosen]: taken, ...others } = alternatives
    return taken === undefined ? [] : [{ id, clauses: [...clauses], question, chosen: taken, others: Object.values(others) }]
  })

/** Reads the acts at the first question, not at the start of the program. */
export function keepActs(): Acts {
  let kept: ReadonlyMap<string, Act> | null = null
  const acts = (): ReadonlyMap<string, Act> => {
    kept ??= new Map(
      shippedRegulations().map((regulation) => {
        const { id, title, edition, timezone } = regulation
        let found: readonly Finding[] | null = null
        const act: Act = {
          id,
          title,
          edition,
          timezone,
          source: sourceWords(regulation).ru,
          norms: normsTable(regulation),
          procedure: procedureOf(regulation),
          readings: readingsOf(regulation),
          findings: () => (found ??= check(regulation)),
        }
        return [id, act]
      }),
    )
    return kept
  }
  return {
    all: () => [...acts().values()],
    find: (id) => acts().get(id) ?? null,
    byId(id) {
      const found = acts().get(id)
      if (found === undefined) throw new UnknownAct(id, [...acts().keys()])
      return found
    },
  }
}
