import { type Access, rightNamed, type RouteName } from '@otklik/contract'
import type { ProblemCode } from './problems.ts'
import { refusals } from './refusals.ts'
import { beforeDesk } from './register.ts'

type Beyond = 'addFile' | 'file' | 'stream' | 'networkEvent' | 'networkQuestion' | 'health'

const people = ['login-taken', 'shared-sign-in', 'password-missing', 'weak-password', 'unknown-unit', 'last-administrator'] as const

/** What a route refuses for reasons of its own. What follows from how it is called is worked out below. */
const own: Readonly<Partial<Record<RouteName | Beyond, readonly ProblemCode[]>>> = {
  signIn: ['wrong-password', 'too-many-requests'],
  queue: [],
  incident: ['not-found'],
  command: ['not-found', 'version-conflict', ...(Object.keys(refusals) as (keyof typeof refusals)[])],
  registerMessage: ['not-found'],
  markRead: ['not-found'],
  authorHistory: ['not-found'],
  looking: ['not-found', 'too-many-requests'],
  addUnit: ['unknown-parent'],
  setUnit: ['not-found', 'unknown-parent'],
  addPerson: people,
  setPerson: ['not-found', 'own-password', ...people],
  changePassword: ['wrong-present-password', 'weak-password', 'too-many-requests'],
  setSchedule: ['wrong-schedule'],
  calendarYear: ['not-found'],
  previewCalendar: ['wrong-calendar'],
  setCalendar: ['wrong-calendar', 'calendar-moved'],
  regulation: ['not-found'],
  setRegulation: ['unknown-regulation'],
  addAccount: ['account-taken'],
  setAccount: ['not-found', 'account-taken'],
  checkAccount: ['not-found'],
  unhandledEvents: ['not-found'],
  retryUnhandled: ['not-found'],
  addFile: ['file-missing', 'file-refused', 'upload-quota', 'too-many-requests'],
  file: ['not-found'],
  networkEvent: ['not-found', 'busy'],
  networkQuestion: ['not-found', 'busy'],
}

export type Called = {
  readonly method: string
  readonly access: Access
  readonly idempotent: boolean
  readonly body: boolean
}

/** Every error that a route may answer with. */
export function codesOf(name: string, { method, access, idempotent, body }: Called): ProblemCode[] {
  const codes = new Set<ProblemCode>((own as Readonly<Record<string, readonly ProblemCode[]>>)[name] ?? [])
  const add = (when: boolean, ...more: readonly ProblemCode[]): void => {
    if (when) for (const code of more) codes.add(code)
  }
  const fromNetworks = name === 'networkEvent' || name === 'networkQuestion'
  add(true, 'invalid-request')
  add(body, 'too-large', 'too-slow')
  add(body && !fromNetworks, 'malformed-body', 'wrong-media-type')
  add(idempotent, 'key-missing', 'key-malformed', 'key-reused')
  add(access !== 'public', 'not-signed-in')
  add(access !== 'public' && !beforeDesk.has(name), 'password-not-own', 'organisation-not-chosen', 'not-found')
  add(rightNamed(access) !== null, 'forbidden')
  add(method !== 'GET' && !fromNetworks, 'foreign-origin')
  add(name !== 'health', 'wrong-host')
  add(true, 'unreadable-request', 'headers-too-large', 'unavailable', 'disk-full', 'clock-off', 'internal')
  return [...codes]
}
