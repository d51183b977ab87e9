import { createContext, lazy, Suspense, use, useCallback, useMemo, useState, type ReactNode } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import type { IncidentCard, QueueRow } from '@otklik/contract'
import { KeysHeld } from '../../keyboard/keys-held.ts'
import { useAct } from '../../live/act.ts'
import { useNotices } from '../../live/notices.tsx'
import { incidentQuery } from '../../queue/queue-queries.ts'
import { useWords } from '../../words/words.tsx'
import { toConfirm, toJustify } from '../requirement-marks.ts'
import type { Asked, Deed } from './deed.ts'
import { revisionAtHand } from './revision-at-hand.ts'

/** Fetches the code of the dialogs; one that is already here is not fetched again. */
export const loadDeedDialog = () => import('./deed-dialog.tsx')
const DeedDialog = lazy(loadDeedDialog)

export type Deeds = {
  /** Does it at once where nothing has to be asked, else opens its dialog; closed, says why and by which clause. */
  readonly begin: (deed: Deed, row: QueueRow, withMarks?: boolean) => void
}

const Host = createContext<Deeds | null>(null)

export function useDeeds(): Deeds {
  const deeds = use(Host)
  if (deeds === null) throw new Error('useDeeds needs a DeedsHost above it')
  return deeds
}

/** Deeds begin here, whether by key, button or palette; the dialog of the one that is asked hangs here too. */
export function DeedsHost({ children }: { children: ReactNode }) {
  const client = useQueryClient()
  const act = useAct()
  const notices = useNotices()
  const words = useWords()
  const [asked, setAsked] = useState<Asked | null>(null)

  const begin = useCallback(
    async (deed: Deed, row: QueueRow, withMarks = false) => {
      // The most frequent press needs no question: what is suggested stands on the row, and there are ten seconds to take it back.
      const quick = deed === 'select' && !withMarks && row.status === 'received'
      const known = client.getQueryData<IncidentCard>(['incident', row.id])
      if (quick && known === undefined) return void act(row, selection(row))
      let card: IncidentCard
      try {
        card = known ?? (await client.fetchQuery(incidentQuery(row.id)))
      } catch (error) {
        return notices.refused(error, words)
      }
      const state = card.actions.find((one) => one.action === deed)
      if (state?.allowed !== true) {
        return notices.closed(`${words.actions[deed]}: ${words.keyboard.closed}`, state?.text?.[words.locale] ?? '', state?.clause ?? null)
      }
      if (quick) return void act(row, selection(row))
      const revision = revisionAtHand(card)
      const asks = toConfirm(card.requirements).length > 0 || toJustify(card.requirements, revision).length > 0
      const silent = deed === 'approve' && card.publishTrigger !== 'approval' && !asks
      if (silent && revision !== undefined) return void act(card.row, { type: 'approve', revision: revision.number })
      setAsked({ deed, card, row })
    },
    [client, act, notices, words],
  )
  const deeds = useMemo<Deeds>(() => ({ begin: (deed, row, withMarks) => void begin(deed, row, withMarks) }), [begin])
  return (
    <Host value={deeds}>
      {children}
      <Suspense fallback={<KeysHeld />}>{asked !== null && <DeedDialog {...asked} onClose={() => setAsked(null)} />}</Suspense>
    </Host>
  )
}

const selection = (row: QueueRow) =>
  ({ type: 'select', importance: row.importance, topicId: row.topic?.id ?? null, location: row.location }) as const
