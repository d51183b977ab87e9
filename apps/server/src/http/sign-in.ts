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
import { organisationAsked, personOf } from './who.ts'

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
    known: readonly { tenantId: string; id: string; name: string }[],
    why: JournalDetails['why'],
  ): Promise<void> {
    const address = addressOf(request)
    const doer = doerOf(request, null)
    if (known.length === 0) {
      const line: JournalLine = { tenantId: null, kind: 'sign-in-failed', doer, details: { why: 'unknown-login', typed: masked(typed) } }
      await journal.repeated(`unknown ${address}`, 'unknown', line)
      return
    }
    for (const { tenantId, id, name } of known) {
      const line: JournalLine = { tenantId, kind: 'sign-in-failed', doer, on: { id, name }, details: why === undefined ? {} : { why } }
      await journal.repeated(`failed ${id} ${address}`, `failed ${id}`, line)
    }
  }

  return {
    signIn: async ({ body, request, reply }) => {
      const login = body.login.toLowerCase()
      const { failures, done } = await beginTry(storage, login, request, reply)
      const opened = await signIn.open(login, body.password)
      if (opened === null) {
        await noteFailure(request, body.login, await organisation.peopleByLogin(login), 'wrong-password')
        throw new ProblemError('wrong-password')
      }
      const members = await organisation.memberships(opened.userId)
      const person = personOf(house, opened.userId, members, organisationAsked(request))
      if (person === null) {
        await signIn.endSessions(opened.userId)
        const known = members.map(({ personId: id, ...rest }) => ({ ...rest, id }))
        await noteFailure(request, body.login, known, 'no-entry')
        throw new ProblemError('wrong-password')
      }
      await storage.signInTries.succeeded(done)
      const device = deviceIn(request.headers.cookie) ?? newDevice()
      // One sign-in opens every organisation of the person: each of them reads of it in its own journal.
      for (const { tenantId, personId: id, name } of person.memberships) {
        const others = await organisation.signedInWith(tenantId, id, deviceHash(device))
        const doer = { id, address: addressOf(request), browser: browserOf(request.headers['user-agent']), device: deviceHash(device) }
        const details = {
          ...(failures > 0 ? { failedBefore: failures } : {}),
          ...(others.length > 0 ? { others } : {}),
          ...(person.passwordGiven === null ? {} : { given: true }),
        }
        await journal.write({ tenantId, kind: 'signed-in', doer, on: { id, name }, details })
      }
      for (const cookie of [...opened.cookies, deviceCookie(device, https)]) reply.header('set-cookie', cookie)
      return view(person)
    },

    signOut: async ({ person, request, reply }) => {
      for (const cookie of await signIn.close(request.headers.cookie)) reply.header('set-cookie', cookie)
      for (const { tenantId, personId } of person.memberships) {
        await journal.write({ tenantId, kind: 'signed-out', doer: doerOf(request, personId) })
      }
      return { ok: true }
    },
  }
}
