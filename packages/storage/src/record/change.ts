/**
 * A change of the record, from LISTEN/NOTIFY: which stream moved, and its newest position over all streams. An empty `streamId` (then `kind`
 * is empty too): anything of the organisation may have changed; an empty `tenantId`: anything at all.
 */
export type Change = { readonly position: number; readonly tenantId: string; readonly kind: string; readonly streamId: string }
