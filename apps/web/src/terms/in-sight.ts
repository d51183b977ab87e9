import type { ObligationView } from '@otklik/contract'

/** So many bars leave the message below them in sight. */
const most = 7

/**
 * The obligations that a glance needs: all that run or were missed, and the latest of those met or lifted, as far as there is room.
 * A case of ten revisions owes twenty terms; most of them are history, and the table and the record keep all.
 */
export function inSight(all: readonly ObligationView[]): readonly ObligationView[] {
  if (all.length <= most) return all
  const demanding = all.filter(({ status }) => status === 'pending' || status === 'breached')
  const latest = all
    .filter((one) => !demanding.includes(one))
    .toSorted((a, b) => (b.metAt ?? b.due) - (a.metAt ?? a.due))
    .slice(0, Math.max(0, most - demanding.length))
  return all.filter((one) => demanding.includes(one) || latest.includes(one))
}
