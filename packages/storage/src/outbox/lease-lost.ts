/** A sender wrote about an intent that is no longer its own: another node took the account over. It must stop and forget the intent. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost'
  readonly key: string

  constructor(key: string) {
    super(`Отправитель потерял право на действие ${key}. — The sender has lost its lease on intent ${key}.`)
    this.key = key
  }
}
