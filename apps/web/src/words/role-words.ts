import { roleName } from '@otklik/casework/roles'
import type { Locale } from './words.tsx'

/** Roles as people call them, in one line. */
export const rolesSaid = (roles: readonly string[], locale: Locale): string => roles.map((role) => roleName(role)[locale]).join(', ')
