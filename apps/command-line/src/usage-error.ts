/** The command line or the environment cannot be used: exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
  readonly ru: string
  readonly en: string
  constructor(ru: string, en: string) {
    super(ru)
    this.ru = ru
    this.en = en
  }
}
