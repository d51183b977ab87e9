/** Seals over the whole record. */
export type Integrity = {
  /**
   * Seals every stream that moved since the last seal, when at least `least` events have come (1 unless told). A worker calls it now and
   * then; `verify` finds by it what was removed together with its head. Returns how many events were sealed.
   */
  anchor(least?: number): Promise<number>
}
