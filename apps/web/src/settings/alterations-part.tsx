import { useQuery } from '@tanstack/react-query'
import { Button } from '@mantine/core'
import { IconAlertTriangleFilled, IconCheck } from '@tabler/icons-react'
import type { AlterationView } from '@otklik/contract'
import { call } from '../live/call.ts'
import { useNow } from '../live/clock.ts'
import { useSession } from '../session/session.tsx'
import { near } from '../words/moments.ts'
import { useWords } from '../words/words.tsx'
import { PartHead, PartWaits } from './part-head.tsx'
import { RefusalNote } from '../controls/refusal-note.tsx'
import { alterationsQuery } from './settings-queries.ts'
import { useSaving } from '../live/use-saving.ts'
import styles from './settings-page.module.css'

/** What the program found to be not as it was sealed, and did not send: an administrator says when they have seen it. */
export function AlterationsPart() {
  const { settings } = useWords()
  const words = settings.alterations
  const asked = useQuery(alterationsQuery)
  if (asked.data === undefined) return <PartWaits asked={asked} />
  return (
    <>
      <PartHead title={settings.parts.alterations} lead={words.lead} />
      {asked.data.length === 0 && <p>{words.empty}</p>}
      {asked.data.map((one) => (
        <Finding key={one.id} finding={one} />
      ))}
    </>
  )
}

function Finding({ finding }: { finding: AlterationView }) {
  const { settings, locale } = useWords()
  const words = settings.alterations
  const { organisation } = useSession()
  const now = useNow()
  const saving = useSaving()
  const when = (moment: number) => near(moment, locale, organisation.timezone, now)
  const { incident, seen, columns } = finding
  const title = incident === null ? words.noIncident : words.incident(incident.number)
  const see = () =>
    void saving.save(() => call('alterationSeen', { params: { id: finding.id } }), [['settings', 'alterations']], words.seenSaid)
  const Shape = seen === null ? IconAlertTriangleFilled : IconCheck
  return (
    <article className={styles.connection} aria-label={title}>
      <header className={styles.head}>
        <div>
          <h3>{title}</h3>
          <p className="quiet small">{words.found(when(finding.foundAt), finding.times)}</p>
        </div>
        {seen === null && (
          <Button variant="default" loading={saving.busy} aria-label={`${words.see}: ${title}`} onClick={see}>
            {words.see}
          </Button>
        )}
      </header>
      <p className={styles.health} data-state={seen === null ? 'failing' : 'ok'}>
        <Shape size={16} aria-hidden /> <span>{words.why[finding.why]}</span>
      </p>
      {columns.length > 0 && <p className="small">{words.columns(columns.map((name) => words.column[name] ?? name).join(', '))}</p>}
      <p className="small">{words.cure[finding.why]}</p>
      {seen !== null && <p className="quiet small">{words.seen(seen.by, when(seen.at))}</p>}
      <RefusalNote refused={saving.refused} />
    </article>
  )
}
