import type { Session } from '@otklik/contract'
import { useSession } from '../session/session.tsx'
import { rolesSaid } from '../words/role-words.ts'
import { useWords } from '../words/words.tsx'
import styles from './start-page.module.css'

/** Everybody who can sign in to the demo, with the one password. */
export function WhoIsWho({ links }: { links: NonNullable<Session['demoLinks']> }) {
  const { start, locale } = useWords()
  const { person } = useSession()
  return (
    <section aria-labelledby="who-title">
      <h2 id="who-title">{start.who}</h2>
      <p>
        {start.whoLead} <code className={styles.password}>{links.password}</code>
      </p>
      <table className={styles.who}>
        <thead>
          <tr>
            <th scope="col">{start.columns.login}</th>
            <th scope="col">{start.columns.name}</th>
            <th scope="col">{start.columns.place}</th>
          </tr>
        </thead>
        <tbody>
          {links.people.map((one) => (
            <tr key={one.login}>
              <th scope="row">
                <code>{one.login}</code> {one.login === person.login && <span className={styles.role}>{start.you}</span>}
              </th>
              <td>
                {one.name}
                <span className={styles.quietRole}>{rolesSaid(one.roles, locale)}</span>
              </td>
              <td>{one.place}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
