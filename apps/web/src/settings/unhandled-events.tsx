import { useQuery } from '@tanstack/react-query'
import { Button } from '@mantine/core'
import { IconAlertTriangleFilled } from '@tabler/icons-react'
import type { NetworkView, UnhandledView } from '@otklik/contract'
import { call } from '../live/call.ts'
import { useNow } from '../live/clock.ts'
import { useSession } from '../session/session.tsx'
import { near } from '../words/moments.ts'
import { useWords } from '../words/words.tsx'
import { RefusalNote } from '../controls/refusal-note.tsx'
import { unhandledQuery } from './settings-queries.ts'
import { useSaving } from '../live/use-saving.ts'
import styles from './settings-page.module.css'

/** What the network's kinds of events are called. */
type Types = NetworkView['words']['events']

/** Events of a connection that the program could not read or handle: what it did not understand, what came, and another try. */
export function UnhandledEvents({ accountId, accountName, types }: { accountId: string; accountName: string; types: Types }) {
  const { settings, locale } = useWords()
  const words = settings.networks.unhandled
  const { organisation } = useSession()
  const now = useNow()
  const asked = useQuery(unhandledQuery(accountId))
  const saving = useSaving()
  const found = asked.data
  if (found === undefined || found.total === 0) return null
  const again = () =>
    void saving.save(() => call('retryUnhandled', { params: { id: accountId } }), [['settings', 'unhandled', accountId]], words.tried)
  return (
    <section className={styles.unhandled} aria-label={`${words.title}: ${accountName}`}>
      <header className={styles.head}>
        <div>
          <h4>
            <IconAlertTriangleFilled size={16} aria-hidden /> {words.title}: {found.total}
          </h4>
          <p className="quiet small">{words.lead}</p>
        </div>
        <Button variant="default" loading={saving.busy} onClick={again}>
          {words.retry}
        </Button>
      </header>
      <RefusalNote refused={saving.refused} />
      <ul>
        {found.events.map((event) => (
          <Unhandled key={event.id} event={event} types={types} at={near(event.at, locale, organisation.timezone, now)} />
        ))}
      </ul>
      {found.events.length < found.total && <p className="quiet small">{words.newest(found.events.length)}</p>}
    </section>
  )
}

function Unhandled({ event, types, at }: { event: UnhandledView['events'][number]; types: Types; at: string }) {
  const { settings, locale } = useWords()
  const words = settings.networks.unhandled
  return (
    <li>
      <p>
        <span className="quiet small">{at}</span> {types[event.type]?.[locale] ?? (event.type === '' ? words.nameless : event.type)}
      </p>
      {event.why.map((text) => (
        <p key={text.ru}>{text[locale]}</p>
      ))}
      <details>
        <summary>{words.payload}</summary>
        <pre>{event.payload}</pre>
      </details>
    </li>
  )
}
