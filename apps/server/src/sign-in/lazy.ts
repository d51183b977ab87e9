import { cookieIn } from './cookie-names.ts'
import type { SignIn } from './sign-in.ts'

/** Loads sign-in at its first use: workers never need it, and a web process can answer its first page without it. */
export function lazySignIn(load: () => Promise<SignIn>): SignIn {
  let loading: Promise<SignIn> | null = null
  const ready = (): Promise<SignIn> => {
    // A failed load is tried again at the next use.
    loading ??= load().catch((error: unknown) => {
      loading = null
      throw error
    })
    return loading
  }
  return {
    open: async (...given) => (await ready()).open(...given),
    // A request without our cookie is nobody's, and needs nothing loaded.
    session: async (cookie, renew) => (cookieIn(cookie, 'session_token') === null ? null : (await ready()).session(cookie, renew)),
    close: async (...given) => (await ready()).close(...given),
    addUser: async (...given) => (await ready()).addUser(...given),
    changeLogin: async (...given) => (await ready()).changeLogin(...given),
    setPassword: async (...given) => (await ready()).setPassword(...given),
    changePassword: async (...given) => (await ready()).changePassword(...given),
    removeUser: async (...given) => (await ready()).removeUser(...given),
    // What is not loaded remembers nothing.
    forget: (userId) =>
      void loading?.then(
        (loaded) => loaded.forget(userId),
        () => undefined,
      ),
    endSessions: async (...given) => (await ready()).endSessions(...given),
  }
}
