import { Button } from '@mantine/core'
import { Dialog } from '../controls/dialog.tsx'
import { useWords } from '../words/words.tsx'
import { signOut } from '../session/sign-out.ts'
import styles from './own-password.module.css'

/** Asks before drafts and unsent replies are lost with the sign-out. */
export default function SignOutDialog({ count, onClose }: { count: number; onClose: () => void }) {
  const { session, shell } = useWords()
  return (
    <Dialog title={session.leaving.title} size="md" onClose={onClose}>
      <div className={styles.form}>
        <p>{session.leaving.text(count)}</p>
        <Button className={styles.submit} color="red" onClick={() => void signOut()}>
          {session.leaving.leave}
        </Button>
        <Button className={styles.submit} variant="default" onClick={onClose} data-autofocus>
          {shell.cancel}
        </Button>
      </div>
    </Dialog>
  )
}
