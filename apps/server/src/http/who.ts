import type { FastifyRequest } from 'fastify'
import type { Viewer } from '@otklik/casework'
import type { KnownMember } from '@otklik/storage'
import type { House } from '../house.ts'
import { viewerIn } from '../organisation/viewers.ts'

/** The person behind a request: who they are today in the database, not on the day they signed in. */
export type Person = Viewer & {
  readonly login: string
  readonly userId: string
  readonly roles: readonly string[]
  /** Where this sign-in may enter, by the organisations' names. */
  readonly memberships: readonly KnownMember[]
  /** False: the request names no organisation that could be meant; the person is shown in the first of theirs and may do nothing yet. */
  readonly organisationChosen: boolean
  readonly passwordGiven: KnownMember['passwordGiven']
}

/** Who is signed in, or null; the cookies that the sign-in wants renewed go out with the answer. */
export type Identify = (request: FastifyRequest) => Promise<{ person: Person; cookies: readonly string[] } | null>

/**
 * The organisation that the page works in (decision 0014): a header, or the query where the browser itself asks and sends no headers
 * of ours (streams, pictures). It opens nothing: only among the person's own organisations is it looked for.
 */
export function organisationAsked({ headers, query }: Pick<FastifyRequest, 'headers' | 'query'>): string | null {
  const told = headers['otklik-organisation'] ?? (query as Readonly<Record<string, unknown>> | undefined)?.['organisation']
  return typeof told === 'string' && told !== '' ? told.toLowerCase() : null
}

/** @returns null where this sign-in may enter nowhere */
export function personOf(
  house: Pick<House, 'roles' | 'now'>,
  userId: string,
  members: readonly KnownMember[],
  asked: string | null,
): Person | null {
  const memberships = members.filter(({ active }) => active)
  const named = memberships.find(({ tenantId }) => tenantId === asked)
  const own = named ?? memberships[0]
  if (own === undefined) return null
  return {
    ...viewerIn(house, own),
    login: own.login,
    userId,
    roles: own.roles,
    memberships,
    organisationChosen: asked === null ? memberships.length === 1 : named !== undefined,
    // One password opens them all.
    passwordGiven: memberships.find(({ passwordGiven }) => passwordGiven !== null)?.passwordGiven ?? null,
  }
}

/** Looks the person up at each request, so that a deactivated person, a lost role or a changed unit counts at once. */
export function identifier(house: Pick<House, 'storage' | 'signIn' | 'roles' | 'now'>): Identify {
  return async (request) => {
    const session = await house.signIn.session(request.headers.cookie, request.routeOptions.config.byItself !== true)
    if (session === null) return null
    const members = await house.storage.organisation.memberships(session.userId)
    const person = personOf(house, session.userId, members, organisationAsked(request))
    return person === null ? null : { person, cookies: session.cookies }
  }
}
