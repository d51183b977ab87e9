import type { Actor, Text } from '@otklik/regulations'

/**
 * What somebody may be allowed to do, with its words. Routes of the contract, decisions and the desk name a right, never a role; which role
 * has it stands in `roles.ts` alone.
 */
export const rightWords = {
  readIncidents: { ru: 'видеть сообщения', en: 'see messages' },
  handleIncidents: { ru: 'работать с сообщениями', en: 'work on messages' },
  registerMessages: { ru: 'регистрировать сообщения', en: 'register messages' },
  readAuthors: { ru: 'видеть другие сообщения автора', en: "see an author's other messages" },
  actAsCurator: { ru: 'действовать за куратора по акту', en: "take the curator's steps of the act" },
  actAsExecutor: { ru: 'действовать за исполнителя в своих подразделениях', en: "take the executor's steps for one's own units" },
  actAsHead: { ru: 'действовать за главу по акту', en: "take the head's steps of the act" },
  readSettings: { ru: 'видеть график и акт в настройках', en: 'see hours and the act in the settings' },
  readJournal: { ru: 'читать журнал', en: 'read the journal' },
  manageOrganisation: { ru: 'настраивать организацию', en: 'set up the organisation' },
} as const satisfies Readonly<Record<string, Text>>
export type Right = keyof typeof rightWords

/** The right that lets somebody take the steps which an act gives to this actor: the one place where both vocabularies meet. */
export const rightOfActor = {
  curator: 'actAsCurator',
  executor: 'actAsExecutor',
  head: 'actAsHead',
} as const satisfies Readonly<Record<Exclude<Actor, 'organisation'>, Right>>
