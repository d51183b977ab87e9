import type { Regulation } from '@otklik/regulations'
import { shippedRegulation, shippedRegulations } from '@otklik/regulations/shipped'

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

/** An act as it comes with the program, for an organisation that is still to be made; an organisation's own are asked of storage. @throws UnknownAct */
export function shippedAct(id: string): Regulation {
  const found = shippedRegulation(id)
  if (found !== undefined) return found
  throw new UnknownAct(
    id,
    shippedRegulations().map((act) => act.id),
  )
}
