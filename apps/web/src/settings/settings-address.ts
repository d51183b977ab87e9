import type { Session } from '@otklik/contract'
import { may } from '../session/session.tsx'

/** What is set up, in the order of a new installation. */
export const setUp = ['units', 'people', 'schedule', 'act', 'networks'] as const
export const parts = [...setUp, 'journal', 'alterations'] as const
export type Part = (typeof parts)[number]

/** What the settings show, as it stands in the address. */
export type SettingsAddress = { readonly part?: Part; readonly act?: string }

export function readSettingsAddress(search: Record<string, unknown>): SettingsAddress {
  const part = parts.find((one) => one === search.part)
  const act = typeof search.act === 'string' && /^[a-z0-9-]{1,100}$/.test(search.act) ? search.act : undefined
  return { ...(part === undefined ? {} : { part }), ...(act === undefined ? {} : { act }) }
}

/** An administrator sees every part; a head also who did what; the others what everybody works by. */
export function partsFor(session: Session): readonly Part[] {
  if (may(session, 'manageOrganisation')) return parts
  return may(session, 'readJournal') ? ['schedule', 'act', 'journal'] : ['schedule', 'act']
}
