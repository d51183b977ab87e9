/** A sender wrote about an intent that is no longer its own: another node took the account over. It must stop and forget the intent. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost'
  readonly publicationId: string

  constructor(publicationId: string) {
    super(`Отправитель потерял право на размещение ${publicationId}. — The sender has lost its lease on publication ${publicationId}.`)
    this.publicationId = publicationId
  }
}
