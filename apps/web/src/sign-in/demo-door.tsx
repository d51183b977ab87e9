import { useQuery } from '@tanstack/react-query'
import { roles, rolesWith } from '@otklik/casework/roles'
import type { Door } from '@otklik/contract'
import { call } from '../live/call.ts'
import { rolesSaid } from '../words/role-words.ts'
import { useWords } from '../words/words.tsx'
import styles from './demo-door.module.css'

type Person = NonNullable<Door['demo']>['people'][number]

/** The fewest people who show everything: one of each role, and a second executor to hand a message on to. */
function shown(people: readonly Person[]): Person[] {
  const executing = rolesWith('actAsExecutor')
  return Object.keys(roles).flatMap((role) =>
    people.filter((person) => person.roles.includes(role)).slice(0, executing.includes(role) ? 2 : 1),
  )
}

/** In a demo town alone: who can be tried, each by one press, so that nobody carries a password over from the terminal. */
export function DemoDoor({ busy, enter }: { busy: boolean; enter: (login: string, password: string) => Promise<void> }) {
  const { locale, session } = useWords()
  const { data } = useQuery({ queryKey: ['door'], queryFn: ({ signal }) => call('door', { signal }), staleTime: Infinity })
  const demo = data?.demo ?? null
  if (demo === null) return null
  return (
    <section className={styles.door} aria-labelledby="demo-door">
      <h2 id="demo-door">{session.demo}</h2>
      <ul>
        {shown(demo.people).map(({ login, name, roles, place }) => (
          <li key={login}>
            <button type="button" aria-disabled={busy} onClick={() => void (busy || enter(login, demo.password))}>
              {name}
              <small>
                {rolesSaid(roles, locale)} · {place}
              </small>
            </button>
          </li>
        ))}
      </ul>
      <a href={`/demo?lang=${locale}`}>{session.demoMore}</a>
    </section>
  )
}
