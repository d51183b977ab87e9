import type { Text } from '@otklik/regulations'
import type { Right } from './right.ts'

/** What a role gives: `sees` 'own-units' are the units that the person belongs to. */
export type RoleRow = {
  readonly name: Text
  /** What it is for, in one sentence, beside the box that is ticked. */
  readonly means: Text
  readonly may: readonly Right[]
  readonly sees: 'organisation' | 'own-units'
}
export type RoleTable = Readonly<Record<string, RoleRow>>

/** Every role of the house. A new role is a row here and nothing else. Order: as the settings show them. */
export const roles = {
  curator: {
    name: { ru: 'куратор', en: 'curator' },
    means: { ru: 'отбирает, направляет, согласует', en: 'selects, routes, approves' },
    may: ['readIncidents', 'handleIncidents', 'registerMessages', 'readAuthors', 'actAsCurator', 'readSettings'],
    sees: 'organisation',
  },
  executor: {
    name: { ru: 'исполнитель', en: 'executor' },
    means: { ru: 'готовит ответы', en: 'prepares replies' },
    may: ['readIncidents', 'handleIncidents', 'readAuthors', 'actAsExecutor'],
    sees: 'own-units',
  },
  head: {
    name: { ru: 'глава', en: 'head' },
    means: { ru: 'видит всё, решает о сроках', en: 'sees everything, decides on terms' },
    may: ['readIncidents', 'handleIncidents', 'readAuthors', 'actAsHead', 'readSettings', 'readJournal'],
    sees: 'organisation',
  },
  administrator: {
    name: { ru: 'администратор', en: 'administrator' },
    means: { ru: 'настраивает', en: 'sets things up' },
    may: ['readIncidents', 'readSettings', 'readJournal', 'manageOrganisation'],
    sees: 'organisation',
  },
} as const satisfies RoleTable
export type Role = keyof typeof roles

/** How a role is called; one that has been taken out of the table since, by its identifier. */
export const roleName = (role: string, table: RoleTable = roles): Text =>
  (Object.hasOwn(table, role) ? table[role]?.name : undefined) ?? { ru: role, en: role }

/** The roles of a table that give this right. */
export const rolesWith = (right: Right, table: RoleTable = roles): readonly string[] =>
  Object.entries(table).flatMap(([role, { may }]) => (may.includes(right) ? [role] : []))
