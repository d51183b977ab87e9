import type { Runs } from '../record/runs.ts'
import { load } from './load.ts'
import { wordsOfIncident } from './words.ts'

/** An author is found under the name they bear now: their incidents are indexed anew when it changes. */
export async function refreshWords(on: Runs, tenantId: string, authorId: string): Promise<void> {
  const { rows } = await on.query('select id from incidents where tenant_id = $1 and author_id = $2', [tenantId, authorId])
  for (const { id } of rows as { id: string }[]) await refreshed(on, tenantId, id)
}

/** Again for as long as somebody moved the incident meanwhile: the words of before must not stand over theirs. */
async function refreshed(on: Runs, tenantId: string, incidentId: string): Promise<void> {
  let written: number | null = null
  for (;;) {
    const loaded = await load(on, tenantId, incidentId)
    if (loaded === null || loaded.version === written) return
    const words = wordsOfIncident(loaded.state, loaded.authorName)
    await on.query(`update incident_texts set words = to_tsvector('russian', $3) where tenant_id = $1 and incident_id = $2`, [
      tenantId,
      incidentId,
      words,
    ])
    written = loaded.version
  }
}
