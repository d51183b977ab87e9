/**
 * Closed lists of the contract as plain values: the desk reads an address by them before any schema library has come.
 * The schemas are made of these same lists, so that neither can say a word that the other does not know.
 */

/** Where an incident stands, in the order in which it usually passes. */
export const statuses = [
  'received',
  'selected',
  'routed',
  'submitted',
  'reworking',
  'approved',
  'publishing',
  'uncertain',
  'awaitingAuthor',
  'answered',
  'closed',
  'declined',
  'redirected',
] as const

/** The acts know two; an act with one category has `normal` alone. */
export const importances = ['normal', 'high'] as const

/** The most that a reply may hold whatever its network takes, UTF-16 units and photos: a network's own limits are narrower. */
export const longestReply = 16_000
export const mostPhotos = 10

/** Views of the queue as the desk lists them. */
export const queueViews = ['mine', 'new', 'burning', 'approval', 'awaiting', 'all'] as const

/** What the journal tells of. */
export const journalKinds = [
  'signed-in',
  'sign-in-failed',
  'signed-out',
  'refused',
  'password-given',
  'password-changed',
  'password-failed',
  'person-added',
  'person-changed',
  'unit-added',
  'unit-changed',
  'account-added',
  'account-changed',
  'act-set',
  'schedule-set',
  'calendar-set',
  'retention-set',
] as const

/** How the journal is sifted. */
export const journalGroups = ['entry', 'passwords', 'refusals', 'people', 'units', 'connections', 'rules'] as const
