import { useEffect } from 'react'
import { Button } from '@mantine/core'
import styles from '../controls/page-note.module.css'
import { placeIn, readPlace } from '../live/organisation-in-use.ts'
import { useSession } from '../session/session.tsx'
import { signOut } from '../session/sign-out.ts'
import { rolesSaid } from '../words/role-words.ts'
import { useWords } from '../words/words.tsx'
import own from './choice-page.module.css'

/** Asks whoever works in several organisations which one this tab is for. The rest of the address stays as it was asked for. */
export default function ChoicePage() {
  const { session: words, shell, locale } = useWords()
  const { person, organisations } = useSession()
  const alone = organisations.length === 1
  const { rest } = readPlace(location.pathname)
  useEffect(() => {
    document.title = `${words.choose} · ${shell.product}`
    // The address names an organisation that is not theirs any more, and there is nothing to choose from.
    if (alone) location.replace(placeIn(null, rest) + location.search)
  }, [alone, rest, words, shell])
  if (alone) return null
  return (
    <main className={styles.note} id="content" tabIndex={-1}>
      <h1>{words.choose}</h1>
      <p>{words.chooseWhy(person.name)}</p>
      <ul className={own.list}>
        {organisations.map(({ id, name, roles }) => (
          <li key={id}>
            <a href={placeIn(id, rest) + location.search}>
              {name}
              <small>{rolesSaid(roles, locale)}</small>
            </a>
          </li>
        ))}
      </ul>
      <Button variant="subtle" color="gray" mih={44} onClick={() => void signOut()}>
        {shell.signOut}
      </Button>
    </main>
  )
}
