/**
 * Who somebody is, and nothing about what they may do: roles and units belong to the organisation.
 * Passwords are hashed with scrypt; neither they nor the cookies are ever logged.
 */
export interface SignIn {
  /** Checks login and password; null when they do not fit, whichever of the two it was. `cookies` are `Set-Cookie` values. */
  open(login: string, password: string): Promise<{ readonly userId: string; readonly cookies: readonly string[] } | null>
  /**
   * The session behind a `Cookie` header; `cookies` renew it where it is due. `renew` false: an open page asks by itself, and that somebody
   * sits before it does not follow.
   */
  session(cookie: string | undefined, renew?: boolean): Promise<{ readonly userId: string; readonly cookies: readonly string[] } | null>
  /** Ends the session and answers the cookies that clear it. */
  close(cookie: string | undefined): Promise<readonly string[]>
  /** @throws LoginTaken */
  addUser(login: string, name: string, password: string): Promise<string>
  /** @throws LoginTaken */
  changeLogin(userId: string, login: string, name: string): Promise<void>
  /** A new password ends every session that the old one opened. */
  setPassword(userId: string, password: string): Promise<void>
  /**
   * The person's own change: every other session ends, this one goes on with new cookies.
   * @returns null where `present` is not their password
   */
  changePassword(cookie: string | undefined, present: string, next: string): Promise<readonly string[] | null>
  /** Takes back `addUser` when the person could not be saved. */
  removeUser(userId: string): Promise<void>
  /** For a person who leaves. */
  endSessions(userId: string): Promise<void>
  /** Another process ended sessions of this person: what is remembered of them here is looked up anew. */
  forget(userId: string): void
}

/** Logins are unique over the whole installation: at sign-in nobody says which organisation is theirs. */
export class LoginTaken extends Error {
  override readonly name = 'LoginTaken'
  readonly ru: string
  readonly en: string
  constructor(login: string) {
    super(login)
    this.ru = `Логин ${login} занят. Выберите другой; забытый пароль меняет администратор в настройках.`
    this.en = `The login ${login} is taken. Choose another; a forgotten password is changed by an administrator in the settings.`
  }
}
