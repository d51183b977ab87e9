import type { FastifyRequest } from 'fastify'
import type { Session } from '@otklik/contract'
import type { JournalDetails, JournalLine } from '@otklik/storage'
import type { House } from '../house.ts'
import { deviceCookie, deviceIn, newDevice } from '../sign-in/device.ts'
import { addressOf, browserOf, deviceHash, doerOf } from './doer.ts'
import { ProblemError } from './problems.ts'
import type { Handlers } from './register.ts'
import { sessionView } from './session.ts'
import { beginTry } from './tries.ts'

/** What was typed as a login and is none may be a password: one letter of it is kept. */
const masked = (typed: string): string => `${Array.from(typed.trim())[0] ?? ''}…`

/** Signing in and out, each try of it in the journal. */
export function signInHandlers(house: House, demoLinks: Session['demoLinks'] | null): Pick<Handlers, 'signIn' | 'signOut'> {
  const { storage, signIn } = house
  const { organisation, journal } = storage
  const https = house.publicUrl?.startsWith('https:') ?? false
  const view = sessionView(house, demoLinks)

  /** A failed try; whose login it was is known here and not to the one who tries. */
  async function noteFailure(
    request: FastifyRequest,
    typed: string,
    known: { tenantId: string; id: string; name: string; why: JournalDetails['why'] } | null,
  ): Promise<void> {
    const address = addressOf(request)
    const doer = doerOf(request, null)
    if (known === null) {
      const line: JournalLine = { tenantId: null, kind: 'sign-in-failed', doer, details: { why: 'unknown-login', typed: masked(typed) } }
      await journal.repeated(`unknown ${address}`, 'unknown', line)
      return
    }
    const { tenantId, id, name, why } = known
    const line: JournalLine = { tenantId, kind: 'sign-in-failed', doer, on: { id, name }, details: why === undefined ? {} : { why } }
    await journal.repeated(`failed ${id} ${address}`, `failed ${id}`, line)
  }

  return {
    signIn: async ({ body, request, reply }) => {
      const login = body.login.toLowerCase()
      const { failures, done } = await beginTry(storage, login, request, reply)
      const opened = await signIn.open(login, body.password)
      if (opened === null) {
        const known = await organisation.personByLogin(login)
        await noteFailure(request, body.login, known === null ? null : { ...known, why: 'wrong-password' })
        throw new ProblemError('wrong-password')
      }
      const found = await organisation.personByUser(opened.userId)
      if (found === null || !found.active) {
        await signIn.endSessions(opened.userId)
        await noteFailure(request, body.login, found === null ? null : { ...found, why: 'no-entry' })
        throw new ProblemError('wrong-password')
      }
      await storage.signInTries.succeeded(done)
      const { id, ...rest } = found
      const device = deviceIn(request.headers.cookie) ?? newDevice()
      const others = await organisation.signedInWith(found.tenantId, id, deviceHash(device))
      const doer = { id, address: addressOf(request), browser: browserOf(request.headers['user-agent']), device: deviceHash(device) }
      const details = {
        ...(failures > 0 ? { failedBefore: failures } : {}),
        ...(others.length > 0 ? { others } : {}),
        ...(found.passwordGiven === null ? {} : { given: true }),
      }
      await journal.write({ tenantId: found.tenantId, kind: 'signed-in', doer, on: { id, name: found.name }, details })
      for (const cookie of [...opened.cookies, deviceCookie(device, https)]) reply.header('set-cookie', cookie)
      return view({ ...rest, personId: id, userId: opened.userId })
    },

    signOut: async ({ person, request, reply }) => {
      for (const cookie of await signIn.close(request.headers.cookie)) reply.header('set-cookie', cookie)
      await journal.write({ tenantId: person.tenantId, kind: 'signed-out', doer: doerOf(request) })
      return { ok: true }
    },
  }
}
