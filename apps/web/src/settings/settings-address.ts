import type { Session } from '@otklik/contract'
import { hasRole } from '../session/session.tsx'

/** What is set up, in the order of a new installation. */
export const setUp = ['units', 'people', 'schedule', 'act', 'vk'] as const
export const parts = [...setUp, 'alterations'] as const
export type Part = (typeof parts)[number]

/** What the settings show, as it stands in the address. */
export type SettingsAddress = { readonly part?: Part; readonly act?: string }

export function readSettingsAddress(search: Record<string, unknown>): SettingsAddress {
  const part = parts.find((one) => one === search.part)
  const act = typeof search.act === 'string' && /^[a-z0-9-]{1,100}$/.test(search.act) ? search.act : undefined
  return { ...(part === undefined ? {} : { part }), ...(act === undefined ? {} : { act }) }
}

/** An administrator sees every part; the others what everybody works by. */
export const partsFor = (session: Session): readonly Part[] => (hasRole(session, 'administrator') ? parts : ['schedule', 'act'])
