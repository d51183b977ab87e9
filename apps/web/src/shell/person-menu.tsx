import '../styles/mantine-menu.ts'
import { lazy, Suspense, useState } from 'react'
import { Menu, useMantineColorScheme } from '@mantine/core'
import { showOverlay } from '../keyboard/keyboard-layer.tsx'
import { placeIn } from '../live/organisation-in-use.ts'
import { useSession } from '../session/session.tsx'
import { unsent } from '../session/left-behind.ts'
import { signOut } from '../session/sign-out.ts'
import { rolesSaid } from '../words/role-words.ts'
import { useSpeech } from '../words/words.tsx'
import { setHighContrast, useHighContrast } from './contrast.ts'
import { PersonButton } from './person-button.tsx'
import styles from './app-frame.module.css'

const SignOutDialog = lazy(() => import('../sign-in/sign-out-dialog.tsx'))
const OwnPasswordDialog = lazy(() => import('../sign-in/own-password-dialog.tsx'))

/** Who I am, how the desk looks, which language it speaks, and the way out. */
export default function PersonMenu() {
  const { words, speak } = useSpeech()
  const { shell } = words
  const session = useSession()
  const others = session.organisations.filter(({ id }) => id !== session.organisation.id)
  const [changing, setChanging] = useState(false)
  const [lost, setLost] = useState(0)
  const leave = async () => {
    const count = await unsent(session.organisations.map(({ personId }) => personId))
    if (count === 0) await signOut()
    else setLost(count)
  }
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const contrast = useHighContrast()
  return (
    <>
      <Menu width={260} defaultOpened>
        <Menu.Target>
          <PersonButton />
        </Menu.Target>
        <Menu.Dropdown>
          <div className={styles.who}>
            <strong>{session.person.name}</strong>
            <span className="quiet small">
              {rolesSaid(session.person.roles, words.locale)} · {session.organisation.name}
            </span>
          </div>
          {others.length > 0 && (
            <>
              <Menu.Divider />
              <Menu.Label>{shell.otherOrganisations}</Menu.Label>
              {others.map(({ id, name }) => (
                <Menu.Item key={id} component="a" className={styles.place} href={placeIn(id, '/')}>
                  {name}
                </Menu.Item>
              ))}
            </>
          )}
          <Menu.Divider />
          <Menu.Label>{shell.appearance}</Menu.Label>
          <Menu.RadioGroup value={colorScheme} onChange={(value) => setColorScheme(value as 'light' | 'dark' | 'auto')}>
            <Menu.RadioItem value="light">{shell.light}</Menu.RadioItem>
            <Menu.RadioItem value="dark">{shell.dark}</Menu.RadioItem>
            <Menu.RadioItem value="auto">{shell.system}</Menu.RadioItem>
          </Menu.RadioGroup>
          <Menu.CheckboxItem checked={contrast} onChange={() => setHighContrast(!contrast)}>
            {shell.contrast}
          </Menu.CheckboxItem>
          <Menu.Divider />
          <Menu.Item lang={words.locale === 'ru' ? 'en' : 'ru'} onClick={() => void speak(words.locale === 'ru' ? 'en' : 'ru')}>
            {words.locale === 'ru' ? 'English' : 'Русский'}
          </Menu.Item>
          <Menu.Item onClick={() => showOverlay('map')} rightSection={<kbd>?</kbd>}>
            {shell.keys}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item onClick={() => setChanging(true)}>{shell.changePassword}</Menu.Item>
          <Menu.Item onClick={() => void leave()}>{shell.signOut}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {lost > 0 && (
        <Suspense>
          <SignOutDialog count={lost} onClose={() => setLost(0)} />
        </Suspense>
      )}
      {changing && (
        <Suspense>
          <OwnPasswordDialog onClose={() => setChanging(false)} />
        </Suspense>
      )}
    </>
  )
}
