/** The account was changed since it was read: what was believed by its old secrets is not stored. */
export class AccountMoved extends Error {
  override readonly name = 'AccountMoved'

  constructor(accountId: string) {
    super(`account ${accountId} has changed`)
  }
}
