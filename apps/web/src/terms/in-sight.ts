import type { ObligationView } from '@otklik/contract'

/** So many bars leave the message and the draft below them in sight on a small screen (1366×650). */
const most = 3

const isRunning = ({ status, metAt }: ObligationView): boolean => status === 'pending' || (status === 'breached' && metAt === null)

/**
 * The obligations that a glance needs: what runs or is overdue, as far as there is room, what is due first before the rest. What was met,
 * met late or lifted is history: a mark stands for it, and the whole line, the table and the record keep all.
 */
export function inSight(all: readonly ObligationView[]): readonly ObligationView[] {
  const running = all.filter(isRunning)
  const chosen = running.length <= most ? running : running.toSorted((a, b) => a.due - b.due).slice(0, most)
  return all.filter((one) => chosen.includes(one))
}

/** How the obligations that are folded away ended: kept, missed, lifted, still running. */
export function folded(all: readonly ObligationView[]): { readonly met: number; readonly missed: number; readonly other: number } {
  const shown = inSight(all)
  const rest = all.filter((one) => !shown.includes(one))
  const met = rest.filter(({ status }) => status === 'met').length
  const missed = rest.filter(({ status }) => status === 'breached').length
  return { met, missed, other: rest.length - met - missed }
}
