/** What one round of retention erased, by what it was; `more`: there is more to erase at once. */
export type Expired = { readonly counts: Readonly<Record<string, number>>; readonly more: boolean }

export type Retention = {
  /**
   * One round: personal data out of their term are erased, in every organisation by its own term, or by `days` where told (at least 30).
   * Over all nodes one erases at a time; the others get no counts.
   */
  expire(days: number | null): Promise<Expired>
}
