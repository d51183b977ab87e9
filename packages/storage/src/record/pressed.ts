import type { Runs } from './runs.ts'

/** What an earlier press with this key came to, or null. Another body hash (SHA-256, hex) was another order: its result is none of ours. */
export async function pressedBefore(
  on: Runs,
  tenantId: string,
  key: string,
): Promise<{ readonly bodyHash: string; readonly result: unknown } | null> {
  const { rows } = await on.query({
    name: 'pressed',
    text: `select encode(body_hash, 'hex') as "bodyHash", result from idempotency where tenant_id = $1 and key = $2`,
    values: [tenantId, key],
  })
  return (rows[0] as { bodyHash: string; result: unknown } | undefined) ?? null
}
