import type { QueueRow } from '@otklik/contract'

/** The units that have a message, by name; empty: none. */
export const holderNames = ({ holders }: Pick<QueueRow, 'holders'>): string => holders.map(({ name }) => name).join(', ')
