import { useEffect } from 'react'
import { Button } from '@mantine/core'
import { useNow } from '../live/clock.ts'
import { signOut } from '../session/sign-out.ts'
import { exact } from '../words/moments.ts'
import { useWords } from '../words/words.tsx'
import { OwnPasswordForm } from './own-password-form.tsx'
import { useSession } from '../session/session.tsx'
import styles from './own-password.module.css'

/** Stands before the desk while the password is one that another chose: says who and when, and asks for one's own. */
export default function GivenPasswordPage() {
  const { session: words, shell, locale } = useWords()
  const text = words.own
  const { passwordGiven: given, organisation } = useSession()
  const now = useNow()
  useEffect(() => {
    document.title = `${text.given} · ${shell.product}`
  }, [text, shell])
  if (given === null) return null
  const when = exact(given.at, locale, organisation.timezone, now)
  return (
    <main className={styles.page} id="content" tabIndex={-1}>
      <h1>{text.given}</h1>
      <div className={styles.told}>
        <p className="strong">{given.by === null ? text.givenByProgram(when) : text.givenBy(given.by.name, when)}</p>
        <p>{text.givenWhy}</p>
        {given.by !== null && <p>{text.notYou}</p>}
      </div>
      <OwnPasswordForm heading="h2" onDone={() => undefined} />
      <Button className={styles.leave} variant="subtle" color="gray" onClick={() => void signOut()}>
        {shell.signOut}
      </Button>
    </main>
  )
}
