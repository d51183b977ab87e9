/** What one round of retention erased; `more`: there is more to erase at once. */
export type Expired = {
  readonly authors: number
  readonly raw: number
  readonly contexts: number
  readonly idempotency: number
  readonly alarms: number
  readonly more: boolean
}

export type Retention = {
  /**
   * One round: personal data out of their term are erased, in every organisation by its own term, or by `days` where told (at least 30).
   * Over all nodes one erases at a time; the others get zeros.
   */
  expire(days: number | null): Promise<Expired>
}
