import { type Membership, type Viewer, viewerOf } from '@otklik/casework'
import type { House } from '../house.ts'

/**
 * What a member may do and see at this moment: the one place where the server resolves rights. No absences are kept yet, so nobody acts on
 * behalf of anybody.
 */
export const viewerIn = ({ roles, now }: Pick<House, 'roles' | 'now'>, member: Membership): Viewer => viewerOf(member, now(), [], roles)
