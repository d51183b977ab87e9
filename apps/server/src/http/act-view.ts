import type { RegulationDetail } from '@otklik/contract'
import { check, type Finding, normsTable, type Regulation, sourceWords } from '@otklik/regulations'
import type { Act } from '@otklik/storage'

/** What a careful reader finds in an act takes a while to work out: once for each edition. */
const found = new WeakMap<Regulation, readonly Finding[]>()

function findingsOf(regulation: Regulation): readonly Finding[] {
  const findings = found.get(regulation) ?? check(regulation)
  found.set(regulation, findings)
  return findings
}

/** The act's open places in the order of its file, the choice made first and the others beside it. */
const readingsOf = ({ readings }: Regulation): NonNullable<RegulationDetail['readings']> =>
  Object.entries(readings).flatMap(([id, { clauses, question, chosen, alternatives }]) => {
    const { [chosen]: taken, ...others } = alternatives
    return taken === undefined ? [] : [{ id, clauses: [...clauses], question, chosen: taken, others: Object.values(others) }]
  })

/** An act in the list of those that can be put in force. `current`: the id of the one that is. */
export const actSummary = ({ id, edition, regulation }: Act, current: string | null) => ({
  id,
  title: regulation.title,
  edition,
  source: sourceWords(regulation).ru,
  inForce: id === current,
  findings: findingsOf(regulation).length,
})

/** An act with its norms, its readings and what a careful reader finds in it. */
export const actDetail = (act: Act, current: string | null) => ({
  ...actSummary(act, current),
  findingList: findingsOf(act.regulation).map((finding) => ({ ...finding, clauses: [...finding.clauses] })),
  norms: [...normsTable(act.regulation)],
  readings: [...readingsOf(act.regulation)],
})
