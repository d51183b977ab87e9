/**
 * What to do about a network's refusal, the same words for every network:
 * `retry` its own trouble, come back soon · `throttle` too fast, within a second · `flood` wait minutes · `quota` wait for the next day ·
 * `human` a person must act in the network (captcha, confirmation) · `token` the key is dead or of the wrong kind ·
 * `permission` the key lacks a right · `config` our request or settings are wrong · `gone` the target no longer exists ·
 * `closed` comments are closed to us · `blocked` the author or the network keeps us out · `invalid` the content was refused.
 */
export type ErrorClass =
  | 'retry'
  | 'throttle'
  | 'flood'
  | 'quota'
  | 'human'
  | 'token'
  | 'permission'
  | 'config'
  | 'gone'
  | 'closed'
  | 'blocked'
  | 'invalid'

/** A network's refusal outside of publishing (there it is an outcome, not an exception). Never carries a secret or a citizen's text. */
export class ConnectorError extends Error {
  readonly kind: ErrorClass
  /** What is wrong and how to mend it, for a Russian reader. */
  readonly ru: string
  /** The same for an English reader. */
  readonly en: string

  constructor(kind: ErrorClass, ru: string, en: string) {
    super(`${kind}: ${en}`)
    this.name = 'ConnectorError'
    this.kind = kind
    this.ru = ru
    this.en = en
  }
}
