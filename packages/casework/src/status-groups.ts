import type { Status } from './state.ts'

/** Which statuses make up which group: the queue's SQL, its counts and the desk are made from this one table. Small enough for any page. */
export const statusGroups = {
  /** Nobody has looked at it yet. */
  new: ['received'],
  /** The next step is the executor's. */
  executing: ['routed', 'reworking', 'approved', 'uncertain'],
  /** The next step is that of whoever releases the reply. */
  releasing: ['submitted', 'approved', 'uncertain'],
  /** The author's word is awaited. */
  awaiting: ['awaitingAuthor'],
  /** Nothing is awaited from anybody any more. */
  finished: ['answered', 'closed', 'declined', 'redirected'],
} as const satisfies Readonly<Record<string, readonly Status[]>>

export type StatusGroup = keyof typeof statusGroups

/** Does a status belong to that group? */
export const isIn = (group: StatusGroup, status: Status | null): boolean =>
  status !== null && (statusGroups[group] as readonly Status[]).includes(status)

/** Nothing is awaited from anybody any more. */
export const isFinished = (status: Status | null): boolean => isIn('finished', status)

/** Views of the queue that are a group of statuses; null: the others are told by more than a status. */
export const groupOfView = {
  new: 'new',
  mine: null,
  burning: null,
  approval: 'releasing',
  awaiting: 'awaiting',
  all: null,
} as const satisfies Readonly<Record<string, StatusGroup | null>>
