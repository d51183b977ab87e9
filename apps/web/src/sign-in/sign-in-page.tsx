import { useEffect, useRef, useState, type SyntheticEvent } from 'react'
import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { call, Refused } from '../live/call.ts'
import { setServerClock } from '../live/clock.ts'
import { useSpeech } from '../words/words.tsx'
import { DemoDoor } from './demo-door.tsx'
import { forgetOthers } from '../session/left-behind.ts'
import { sessionQuery } from '../session/session.tsx'
import styles from './sign-in-page.module.css'

type Trouble = { readonly what: string; readonly cure: string }

/** Stands in place of whatever was asked for: the address stays, so that signing in leads straight there. */
export function SignInPage({ ended }: { ended: boolean }) {
  const { words, speak } = useSpeech()
  const client = useQueryClient()
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const [busy, setBusy] = useState(false)
  const login = useRef<HTMLInputElement>(null)
  const password = useRef<HTMLInputElement>(null)
  useEffect(() => {
    // Not under a thumb: there a focus brings up half a screen of keys before anything was read.
    if (matchMedia('(pointer: fine)').matches) login.current?.focus()
  }, [])
  const text = words.session

  const submitted = (event: SyntheticEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const name = said(form, 'login').trim()
    const secret = said(form, 'password')
    if (name === '' || secret === '') setTrouble({ what: text.required, cure: '' })
    else void enter(name, secret)
  }

  const enter = async (name: string, secret: string) => {
    setBusy(true)
    setTrouble(null)
    try {
      const session = await call('signIn', { body: { login: name, password: secret } })
      setServerClock(session.now)
      await forgetOthers(session.organisations.map(({ personId }) => personId))
      client.setQueryData(sessionQuery.queryKey, session)
    } catch (error) {
      setTrouble(troubleOf(error, text))
      setBusy(false)
      password.current?.select()
    }
  }

  return (
    <main className={styles.page}>
      <form className={styles.form} onSubmit={submitted} noValidate>
        <img src="/icon.svg" alt="" width="40" height="40" />
        <div>
          <h1>{words.shell.product}</h1>
          <p className="quiet">{ended ? text.ended : text.lead}</p>
        </div>
        <label className={styles.field}>
          {text.login}
          <input
            ref={login}
            name="login"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            aria-invalid={trouble !== null}
            aria-describedby="sign-in-trouble"
          />
        </label>
        <label className={styles.field}>
          {text.password}
          <input
            ref={password}
            name="password"
            type="password"
            autoComplete="current-password"
            aria-invalid={trouble !== null}
            aria-describedby="sign-in-trouble"
          />
        </label>
        <div id="sign-in-trouble" role="alert" className={styles.trouble}>
          {trouble !== null && (
            <>
              <strong>{trouble.what}</strong> {trouble.cure}
            </>
          )}
        </div>
        <Button type="submit" size="md" fullWidth aria-disabled={busy} loading={busy}>
          {text.enter}
        </Button>
      </form>
      <button
        type="button"
        className={styles.language}
        lang={words.locale === 'ru' ? 'en' : 'ru'}
        onClick={() => void speak(words.locale === 'ru' ? 'en' : 'ru')}
      >
        {words.locale === 'ru' ? 'English' : 'Русский'}
      </button>
      <DemoDoor busy={busy} enter={enter} />
    </main>
  )
}

/** What stands in a field of text. */
function said(form: FormData, name: string): string {
  const value = form.get(name)
  return typeof value === 'string' ? value : ''
}

function troubleOf(error: unknown, text: ReturnType<typeof useSpeech>['words']['session']): Trouble {
  if (!(error instanceof Refused)) return { what: text.unreachable, cure: text.unreachableCure }
  if (error.problem.status === 429) return { what: text.tooMany, cure: '' }
  return { what: text.wrong, cure: text.wrongCure }
}
