import { useState, type ReactNode } from 'react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from '@mantine/core'
import type { RegulationSummary } from '@otklik/contract'
import { call } from '../live/call.ts'
import { Loading } from '../controls/loading.tsx'
import { useWords } from '../words/words.tsx'
import { ActDetail } from './act-detail.tsx'
import { PartHead, PartWaits } from './part-head.tsx'
import { SettingsDialog } from './settings-dialog.tsx'
import { actQuery, actsQuery } from './settings-queries.ts'
import { useSaving } from '../live/use-saving.ts'
import styles from './act-part.module.css'

/** The acts known here, the one in force first; one of them open as norms, readings and findings. */
export function ActPart({ mayChange, chosen }: { mayChange: boolean; chosen: string | undefined }) {
  const { settings, locale } = useWords()
  const asked = useQuery(actsQuery)
  const [putting, setPutting] = useState<RegulationSummary | null>(null)
  const words = settings.act
  const acts = asked.data ?? []
  const open = acts.find((one) => one.id === chosen) ?? acts.find((one) => one.inForce) ?? acts[0]
  if (asked.data === undefined) return <PartWaits asked={asked} />
  return (
    <>
      <PartHead title={settings.parts.act} lead={words.lead} />
      <nav aria-label={words.choose}>
        <ul className={styles.acts}>
          {acts
            .toSorted((a, b) => Number(b.inForce) - Number(a.inForce))
            .map((act) => (
              <li key={act.id}>
                <Link
                  to="/settings"
                  search={{ part: 'act', act: act.id }}
                  className={styles.act}
                  activeProps={{}}
                  aria-current={act.id === open?.id ? 'page' : undefined}
                >
                  <span className="strong">{act.title[locale]}</span>
                  <span className={styles.under}>
                    {act.inForce && <span className={styles.inForce}>{words.inForce}</span>}
                    <span>{words.edition(act.edition)}</span>
                    <span>{act.findings === 0 ? words.noFindings : words.findings(act.findings)}</span>
                  </span>
                </Link>
              </li>
            ))}
        </ul>
      </nav>
      {open !== undefined && (
        <ActOpen id={open.id}>{mayChange && !open.inForce && <Button onClick={() => setPutting(open)}>{words.put}</Button>}</ActOpen>
      )}
      {putting !== null && <PutInForce act={putting} onClose={() => setPutting(null)} />}
    </>
  )
}

function ActOpen({ id, children }: { id: string; children: ReactNode }) {
  const asked = useQuery(actQuery(id))
  if (asked.data === undefined) return asked.isError ? <PartWaits asked={asked} /> : <Loading />
  return <ActDetail act={asked.data}>{children}</ActDetail>
}

/** A change with a long shadow: what follows is said in words before the press. */
function PutInForce({ act, onClose }: { act: RegulationSummary; onClose: () => void }) {
  const { settings, locale } = useWords()
  const words = settings.act
  const saving = useSaving()
  const submit = async () => {
    const put = () => call('setRegulation', { body: { id: act.id } })
    if (await saving.save(put, [['settings'], ['session']], words.putDone)) onClose()
  }
  return (
    <SettingsDialog
      title={words.putTitle(act.title[locale])}
      saving={saving}
      submit={words.put}
      consequence={words.putConsequence}
      onSubmit={() => void submit()}
      onClose={onClose}
    />
  )
}
