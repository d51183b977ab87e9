import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { IconCheck, IconCircleDashed } from '@tabler/icons-react'
import type { Right } from '@otklik/casework/right'
import { rolesWith } from '@otklik/casework/roles'
import { directoryQuery } from '../session/session.tsx'
import { accountsQuery } from '../settings/settings-queries.ts'
import { setUp } from '../settings/settings-address.ts'
import { useWords } from '../words/words.tsx'
import styles from './start-page.module.css'

type State = 'done' | 'todo' | 'look'

/** What a new installation needs before messages come in; each step says by itself whether it is done. */
export function AdminSteps() {
  const { start } = useWords()
  const directory = useQuery(directoryQuery).data
  const accounts = useQuery(accountsQuery).data
  const has = (right: Right) => {
    const able = rolesWith(right)
    return directory?.people.some((one) => one.active && one.roles.some((role) => able.includes(role))) === true
  }
  const done = (is: boolean): State => (is ? 'done' : 'todo')
  const states: Record<(typeof setUp)[number], State> = {
    units: done(directory?.units.some((unit) => unit.executes && unit.active) === true),
    people: done(has('actAsCurator') && has('actAsExecutor')),
    // These two always hold something that works; whether it is right only a person can say.
    schedule: 'look',
    act: 'look',
    networks: done(accounts?.some((one) => one.active && one.health.state === 'ok') === true),
  }
  return (
    <section aria-labelledby="admin-title">
      <h2 id="admin-title">{start.adminTitle}</h2>
      <ol className={styles.steps}>
        {setUp.map((part) => (
          <li key={part}>
            <h3>
              <Link to="/settings" search={{ part }}>
                {start.admin[part].title}
              </Link>{' '}
              <span className={styles.role} data-state={states[part]}>
                {states[part] === 'done' ? <IconCheck size={14} aria-hidden /> : <IconCircleDashed size={14} aria-hidden />}{' '}
                {start[states[part]]}
              </span>
            </h3>
            <p>{start.admin[part].text}</p>
          </li>
        ))}
      </ol>
    </section>
  )
}
