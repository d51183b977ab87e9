/** What went wrong below the records: the code is stable, the texts say what is wrong and how to mend it. */
export type StorageFaultCode =
  | 'binaries-missing'
  | 'unprivileged-user-missing'
  | 'directory-denied'
  | 'directory-read-only'
  | 'disk-full'
  | 'other-major-version'
  | 'locale-missing'
  | 'server-failed'
  | 'server-away'
  | 'server-unreachable'
  | 'server-too-old'
  | 'encoding'
  | 'schema-newer'
  | 'schema-absent'
  | 'schema-behind'
  | 'migration-failed'
  | 'key-wrong'
  | 'key-malformed'
  | 'backup-damaged'
  | 'backup-foreign'
  | 'backup-newer'
  | 'backup-place'
  | 'backup-over-other'
  | 'database-not-empty'
  | 'not-found'
  | 'login-taken'
  | 'user-taken'
  | 'unit-cycle'
  | 'unit-unknown'
  | 'last-administrator'
  | 'schedule-unreadable'
  | 'account-taken'
  | 'file-damaged'
  | 'act-unknown'
  | 'act-altered'
  | 'edition-taken'

/**
 * An error that a person can act on, in Russian and English. Anything else that leaves storage is a broken assumption of ours.
 * The message is never built from citizens' texts or secrets.
 */
export class StorageFault extends Error {
  readonly code: StorageFaultCode
  readonly ru: string
  readonly en: string

  constructor(code: StorageFaultCode, text: { readonly ru: string; readonly en: string }, options?: { readonly cause?: unknown }) {
    super(`${text.ru}\n${text.en}`, options)
    this.name = 'StorageFault'
    this.code = code
    this.ru = text.ru
    this.en = text.en
  }
}
