import { betterAuth, type BetterAuthOptions } from 'better-auth'
import { cookieIn } from './cookie-names.ts'
import { LoginTaken, type SignIn } from './sign-in.ts'

/** A working day with its evening: nobody is thrown out of a draft, nobody stays signed in over a weekend. */
const sessionSeconds = 14 * 60 * 60
/** However busy somebody is, no shift is longer: a page that is left open, or a stolen cookie that is used day and night, ends here. */
const longestMs = 24 * 60 * 60 * 1000
/**
 * How long a session is believed without asking the database: a look-up costs 5 ms, which a busy desk would pay at every request.
 * better-auth's own cache lives in the browser's cookie and so outlives a sign-out; this one is forgotten with it.
 */
const memoryMs = 15_000
const memorySize = 5_000

/** The pool of the storage, on the schema `auth`; better-auth wants no more of it than this. */
type Pool = { connect(): Promise<unknown> }

/** better-auth knows people by e-mail; the people of an administration have logins. The domain cannot exist (RFC 2606). */
const emailOf = (login: string): string => `${Buffer.from(login.toLowerCase(), 'utf8').toString('hex')}@login.invalid`

/** What is remembered and forgotten is the session, whatever stands beside it in the header. */
const ownCookie = (cookie: string | undefined): string | null => cookieIn(cookie, 'session_token')

/** Somebody else was given the login between our look and our writing: PostgreSQL's unique index has the last word. */
function orTaken(login: string): (error: unknown) => never {
  return (error) => {
    const { code, constraint } = error as { code?: unknown; constraint?: unknown }
    throw code === '23505' && constraint === 'user_email_key' ? new LoginTaken(login) : error
  }
}

const headersOf = (cookie: string | null): Headers => new Headers(cookie === null ? {} : { cookie })

/** The settings, apart from the object, so that migrations see the same tables. */
export function authOptions(pool: Pool, secret: string, publicUrl: string | null) {
  const https = publicUrl?.startsWith('https:') ?? false
  return {
    appName: 'Otklik',
    database: pool,
    secret,
    baseURL: publicUrl ?? 'http://127.0.0.1',
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 1, maxPasswordLength: 1000 },
    session: { expiresIn: sessionSeconds, updateAge: 60 * 60 },
    // The library's own prefix for https is the weaker `__Secure-`: ours is in the names.
    advanced: {
      cookiePrefix: https ? '__Host-otklik' : 'otklik',
      useSecureCookies: false,
      defaultCookieAttributes: { secure: https },
    },
    // Its own endpoints are not mounted; what we call in this process is limited at our route.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { disabled: true },
  } satisfies BetterAuthOptions
}

/**
 * Sign-in by better-auth: its functions are called in this process, its HTTP endpoints are not exposed.
 * `onEnded` hears whose sessions have ended, so that other processes forget them too.
 * The cookie is HttpOnly and SameSite=Lax, and Secure where the public address is https.
 */
export function betterAuthSignIn(pool: Pool, secret: string, publicUrl: string | null, onEnded: (userId: string) => void): SignIn {
  const auth = betterAuth(authOptions(pool, secret, publicUrl))

  async function refuseTaken(login: string, exceptUserId: string | null): Promise<void> {
    const { internalAdapter } = await auth.$context
    const found = await internalAdapter.findUserByEmail(emailOf(login))
    if (found !== null && found.user.id !== exceptUserId) throw new LoginTaken(login)
  }

  const remembered = new Map<string, { readonly userId: string; readonly until: number; readonly renewed: boolean }>()
  let endings = 0
  const forget = (userId: string): void => {
    endings += 1
    for (const [cookie, entry] of remembered) if (entry.userId === userId) remembered.delete(cookie)
  }

  return {
    async open(login, password) {
      try {
        const { headers, response } = await auth.api.signInEmail({ body: { email: emailOf(login), password }, returnHeaders: true })
        return { userId: response.user.id, cookies: headers.getSetCookie() }
      } catch (error) {
        if ((error as { statusCode?: unknown }).statusCode === 401) return null
        throw error
      }
    },
    async session(header, renew = true) {
      const cookie = ownCookie(header)
      if (cookie === null) return null
      const known = remembered.get(cookie)
      if (known !== undefined && known.until > Date.now() && (known.renewed || !renew)) return { userId: known.userId, cookies: [] }
      remembered.delete(cookie)
      const before = endings
      const query = { disableRefresh: !renew }
      const { headers, response } = await auth.api.getSession({ headers: headersOf(cookie), query, returnHeaders: true })
      if (response === null) return null
      const ends = response.session.createdAt.getTime() + longestMs
      if (ends <= Date.now()) return null
      if (remembered.size >= memorySize) remembered.clear()
      const entry = { userId: response.user.id, until: Math.min(ends, Date.now() + memoryMs), renewed: renew }
      // A session that ended while it was being looked up is not remembered.
      if (before === endings) remembered.set(cookie, entry)
      return { userId: response.user.id, cookies: headers.getSetCookie() }
    },
    async close(header) {
      const cookie = ownCookie(header)
      const found = cookie === null ? null : await auth.api.getSession({ headers: headersOf(cookie), query: { disableRefresh: true } })
      const { headers } = await auth.api.signOut({ headers: headersOf(cookie), returnHeaders: true })
      endings += 1
      if (cookie !== null) remembered.delete(cookie)
      if (found !== null) onEnded(found.user.id)
      return headers.getSetCookie()
    },
    async addUser(login, name, password) {
      await refuseTaken(login, null)
      const { internalAdapter, password: hasher } = await auth.$context
      const hash = await hasher.hash(password)
      const wanted = { email: emailOf(login), name, emailVerified: true }
      const user = await internalAdapter.createUser(wanted, { method: 'admin' }).catch(orTaken(login))
      await internalAdapter.linkAccount({ userId: user.id, providerId: 'credential', accountId: user.id, password: hash })
      return user.id
    },
    async changeLogin(userId, login, name) {
      await refuseTaken(login, userId)
      const { internalAdapter } = await auth.$context
      await internalAdapter.updateUser(userId, { email: emailOf(login), name }).catch(orTaken(login))
    },
    async setPassword(userId, password) {
      const { internalAdapter, password: hasher } = await auth.$context
      await internalAdapter.updatePassword(userId, await hasher.hash(password))
      await internalAdapter.deleteUserSessions(userId)
      forget(userId)
      onEnded(userId)
    },
    async changePassword(header, present, next) {
      const cookie = ownCookie(header)
      const body = { currentPassword: present, newPassword: next, revokeOtherSessions: true }
      try {
        const { headers, response } = await auth.api.changePassword({ body, headers: headersOf(cookie), returnHeaders: true })
        forget(response.user.id)
        onEnded(response.user.id)
        return headers.getSetCookie()
      } catch (error) {
        const { body: told } = error as { body?: { code?: unknown } }
        if (told?.code === 'INVALID_PASSWORD') return null
        throw error
      }
    },
    forget,
    async removeUser(userId) {
      const { internalAdapter } = await auth.$context
      await internalAdapter.deleteUser(userId)
    },
    async endSessions(userId) {
      const { internalAdapter } = await auth.$context
      await internalAdapter.deleteUserSessions(userId)
      forget(userId)
      onEnded(userId)
    },
  }
}
