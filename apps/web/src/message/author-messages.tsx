import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { IncidentCard } from '@otklik/contract'
import { useShortcuts } from '../keyboard/shortcuts.ts'
import { call } from '../live/call.ts'
import { useNow } from '../live/clock.ts'
import { useSession } from '../session/session.tsx'
import { Excerpt } from './excerpt.tsx'
import { near } from '../words/moments.ts'
import { useWords } from '../words/words.tsx'
import styles from './message-panel.module.css'

/** What else this author has written to us, one press away (H). */
export function AuthorMessages({ author, incidentId }: { author: IncidentCard['message']['author']; incidentId: string }) {
  const words = useWords()
  const { organisation } = useSession()
  const now = useNow()
  const [open, setOpen] = useState(false)
  const history = useQuery({
    queryKey: ['author', author.id],
    queryFn: ({ signal }) => call('authorHistory', { params: { id: author.id }, signal }),
    enabled: open,
  })
  useShortcuts([
    { id: 'history', title: words.keyboard.history, group: 'go', strokes: [{ code: 'KeyH' }], run: () => setOpen((was) => !was) },
  ])
  // The list holds the open message too; the count does not.
  const others = history.data?.items.filter(({ id }) => id !== incidentId) ?? []
  if (author.otherMessages === 0) return <p className="quiet small">{words.card.noOthers}</p>
  return (
    <div>
      <button type="button" className={styles.press} aria-expanded={open} onClick={() => setOpen(!open)}>
        {words.card.otherMessages(author.otherMessages)} <kbd>H</kbd>
      </button>
      {open && history.data !== undefined && (
        <ul className={styles.history}>
          {others.map((item) => (
            <li key={item.id}>
              <Link to="/queue" search={{ view: 'all', open: item.id }}>
                <span className={styles.historyHead}>
                  <span>{item.number}</span>
                  <span>{words.queue.status[item.status]}</span>
                  <span>{near(item.receivedAt, words.locale, organisation.timezone, now)}</span>
                </span>
                <Excerpt text={item.excerpt} attached={item.attached} className={styles.historyText} />
              </Link>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
