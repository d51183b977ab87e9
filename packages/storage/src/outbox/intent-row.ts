import { type ActFile, type NetworkAct, PRIORITY } from '@otklik/record'
import type { Asked } from '../record/asking.ts'

/** What a row of `intents` has from the record alone. */
export type SealedColumns = {
  readonly publication_id: string
  readonly account_id: string
  readonly act: NetworkAct<ActFile>
  readonly priority: number
  readonly made_at: number
}

/** A row as an append writes it. `ambiguous` from the start: an earlier attempt may have got through, so the sender looks before it sends. */
export type IntentRow = SealedColumns & { readonly state: 'prepared' | 'ambiguous'; readonly not_before: number }

export const sealedColumns = ({ key, accountId, act, madeAt }: Asked): SealedColumns => ({
  publication_id: key,
  account_id: accountId,
  act,
  priority: PRIORITY[act.kind],
  made_at: madeAt,
})

export const intentRow = (asked: Asked): IntentRow => ({
  ...sealedColumns(asked),
  state: asked.lookFirst ? 'ambiguous' : 'prepared',
  not_before: asked.notBefore,
})
