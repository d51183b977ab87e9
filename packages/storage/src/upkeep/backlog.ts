import type { Runs } from '../record/runs.ts'

/**
 * What waits: acts on their way to the networks (`waiting`), replies of which a person has to say whether they appeared (`uncertain`), stored
 * events of networks that are not handled yet (`rawWaiting`), findings that no administrator has seen (`altered`).
 */
export type Backlog = { readonly waiting: number; readonly uncertain: number; readonly rawWaiting: number; readonly altered: number }

const BACKLOG = `select
  (select count(*) from intents where state in ('prepared', 'sending', 'ambiguous'))::int as waiting,
  (select count(*) from incidents where status = 'uncertain' and open)::int as uncertain,
  (select count(*) from raw_events where state = 'waiting')::int as "rawWaiting",
  (select count(*) from alterations where seen_at is null)::int as altered`

export const backlog = async (on: Runs): Promise<Backlog> => (await on.query(BACKLOG)).rows[0] as Backlog
