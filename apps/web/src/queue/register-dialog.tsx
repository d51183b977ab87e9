import { useState } from 'react'
import { Button } from '@mantine/core'
import { call } from '../live/call.ts'
import { useNotices } from '../live/notices.tsx'
import { Dialog } from '../controls/dialog.tsx'
import { TextArea, TextField } from '../controls/field.tsx'
import { useWords } from '../words/words.tsx'
import styles from '../actions/action-form.module.css'

/** A message that came by another way than a connected network: a call, a letter, a forum. It gets a number and its terms like any other. */
export default function RegisterDialog({ onDone, onClose }: { onDone: (id: string) => void; onClose: () => void }) {
  const words = useWords()
  const { register } = words.queue
  const notices = useNotices()
  const [text, setText] = useState('')
  const [authorName, setAuthorName] = useState('')
  const [url, setUrl] = useState('')
  const [tried, setTried] = useState(false)
  // One key for all presses of this dialog: a lost answer never registers the message twice.
  const [key] = useState(() => crypto.randomUUID())
  const wrongUrl = url.trim() !== '' && !URL.canParse(url.trim())

  const submit = async () => {
    setTried(true)
    if (text.trim() === '' || wrongUrl) return
    try {
      const body = { text: text.trim(), authorName: authorName.trim(), url: url.trim() || null }
      const { id, number } = await call('registerMessage', { body, key })
      onClose()
      notices.say(register.done(number))
      onDone(id)
    } catch (error) {
      notices.refused(error, words)
    }
  }
  return (
    <Dialog title={register.title} onClose={onClose}>
      <form
        className={styles.form}
        onKeyDown={(event) => {
          if (event.code !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
          event.preventDefault()
          void submit()
        }}
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
      >
        <TextArea
          label={register.text}
          error={tried && text.trim() === '' ? register.textMissing : undefined}
          value={text}
          maxLength={20_000}
          rows={6}
          onChange={(event) => setText(event.target.value)}
          data-autofocus
        />
        <TextField label={register.author} value={authorName} maxLength={200} onChange={(event) => setAuthorName(event.target.value)} />
        <TextField
          label={register.url}
          error={tried && wrongUrl ? register.urlWrong : undefined}
          type="url"
          value={url}
          maxLength={500}
          onChange={(event) => setUrl(event.target.value)}
        />
        <div className={styles.buttons}>
          <Button type="submit" rightSection={<kbd className={styles.key}>Ctrl+Enter</kbd>}>
            {register.submit}
          </Button>
          <Button variant="subtle" color="gray" onClick={onClose}>
            {words.shell.cancel}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
