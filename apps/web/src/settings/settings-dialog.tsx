import type { ReactNode } from 'react'
import { Button } from '@mantine/core'
import { Dialog } from '../controls/dialog.tsx'
import { useWords } from '../words/words.tsx'
import { RefusalNote } from '../controls/refusal-note.tsx'
import type { Saving } from '../live/use-saving.ts'
import styles from './settings-page.module.css'

type Props = {
  readonly title: string
  readonly saving: Saving
  readonly submit?: string
  /** What follows from the press, said before it. */
  readonly consequence?: string
  readonly onSubmit: () => void
  readonly onClose: () => void
  readonly children?: ReactNode
}

/** One thing of the settings being changed; a refusal is shown above the button that was pressed. */
export function SettingsDialog({ title, saving, submit, consequence, onSubmit, onClose, children }: Props) {
  const { settings, shell } = useWords()
  return (
    <Dialog title={title} onClose={onClose}>
      <form
        className={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          onSubmit()
        }}
      >
        {children}
        <RefusalNote refused={saving.refused} />
        {consequence !== undefined && <p className={styles.consequence}>{consequence}</p>}
        <div className={styles.buttons}>
          <Button type="submit" loading={saving.busy}>
            {submit ?? settings.save}
          </Button>
          <Button variant="subtle" color="gray" onClick={onClose}>
            {shell.cancel}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
