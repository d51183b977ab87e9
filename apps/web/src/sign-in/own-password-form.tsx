import { useState } from 'react'
import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from '../live/call.ts'
import { useNow } from '../live/clock.ts'
import { RefusalNote } from '../controls/refusal-note.tsx'
import { useSaving } from '../live/use-saving.ts'
import { TextField } from '../controls/field.tsx'
import { exact } from '../words/moments.ts'
import { useWords } from '../words/words.tsx'
import { sessionQuery, useSession } from '../session/session.tsx'
import styles from './own-password.module.css'

/** Changes the person's own password; the present one is asked for, so that an open page alone is not enough. */
export function OwnPasswordForm({ heading, onDone }: { heading: 'h2' | 'h3'; onDone: () => void }) {
  const { session: words } = useWords()
  const text = words.own
  const client = useQueryClient()
  const saving = useSaving()
  const { login } = useSession().person
  const [present, setPresent] = useState('')
  const [next, setNext] = useState('')
  const [repeat, setRepeat] = useState('')
  const [tried, setTried] = useState(false)
  const wrong = {
    present: present === '' ? text.required : undefined,
    next: Array.from(next.normalize('NFC')).length < 10 ? text.short : undefined,
    repeat: next === repeat ? undefined : text.differs,
  }
  const error = (field: keyof typeof wrong) => (tried ? (wrong[field] ?? saving.errorAt(field)) : undefined)
  const submit = async () => {
    setTried(true)
    if (Object.values(wrong).some((one) => one !== undefined)) return
    const change = () => call('changePassword', { body: { present, next } })
    if (!(await saving.save(change, [], text.done))) return
    await client.invalidateQueries({ queryKey: sessionQuery.queryKey })
    onDone()
  }
  const atField = saving.refused?.errors !== undefined
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <input type="text" name="username" autoComplete="username" value={login} readOnly hidden />
      <Secret label={text.present} value={present} error={error('present')} autoComplete="current-password" onValue={setPresent} first />
      <Secret label={text.next} hint={text.nextHint} value={next} error={error('next')} autoComplete="new-password" onValue={setNext} />
      <Secret label={text.repeat} value={repeat} error={error('repeat')} autoComplete="new-password" onValue={setRepeat} />
      {!atField && <RefusalNote refused={saving.refused} title={text.refused} />}
      <p className="quiet">{text.consequence}</p>
      <Button type="submit" className={styles.submit} loading={saving.busy}>
        {text.submit}
      </Button>
      <PasswordPast heading={heading} />
    </form>
  )
}

type SecretProps = {
  readonly label: string
  readonly hint?: string
  readonly value: string
  readonly error: string | undefined
  readonly autoComplete: 'current-password' | 'new-password'
  readonly onValue: (value: string) => void
  readonly first?: true
}

function Secret({ onValue, first, ...rest }: SecretProps) {
  return <TextField type="password" maxLength={300} onChange={(event) => onValue(event.target.value)} data-autofocus={first} {...rest} />
}

/** What became of the password: somebody who did not change it sees here that another did. */
function PasswordPast({ heading: Heading }: { heading: 'h2' | 'h3' }) {
  const { session: words, locale } = useWords()
  const text = words.own
  const { organisation } = useSession()
  const now = useNow()
  const { data } = useQuery({
    queryKey: ['password-history'],
    queryFn: ({ signal }) => call('passwordHistory', { signal }),
    staleTime: 0,
  })
  if (data === undefined || data.entries.length === 0) return null
  return (
    <section className={styles.past}>
      <Heading>{text.history}</Heading>
      <ul>
        {data.entries.map(({ at, kind, who, address, browser }) => (
          <li key={at}>
            {exact(at, locale, organisation.timezone, now)} —{' '}
            {kind === 'password-changed' ? text.changed : text.gave(who?.name ?? text.program)}
            <span className="quiet small"> {[address, browser].filter((part) => part !== null).join(' · ')}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
