import { parseRegulation, type Regulation } from '@otklik/regulations'
import { shippedRegulation, shippedRegulations } from '@otklik/regulations/shipped'
import { readGiven } from './given-file.ts'
import { UsageError } from './usage-error.ts'

/** A name without a path or an ending is an act's id; anything else is a file. */
const isId = (name: string): boolean => /^[a-z0-9][a-z0-9-]*$/.test(name)

/**
 * An act by the id of a shipped one, or from a file of one's own.
 * @throws UsageError for an unknown id or a file that does not open; RegulationError for a file that cannot be used
 */
export async function readAct(name: string): Promise<Regulation> {
  if (!isId(name)) return parseRegulation(await readGiven(name))
  const act = shippedRegulation(name)
  if (act !== undefined) return act
  const known = shippedRegulations()
    .map(({ id }) => id)
    .join(', ')
  throw new UsageError(
    `Акта «${name}» нет. Есть: ${known}. Свой акт укажите файлом: ./act.yaml.`,
    `There is no act "${name}". There are: ${known}. Give an act of your own as a file: ./act.yaml.`,
  )
}
