import { useState } from 'react'
import { Button } from '@mantine/core'
import { roles, rolesWith } from '@otklik/casework/roles'
import type { PersonView } from '@otklik/contract'
import { call } from '../live/call.ts'
import { useSession } from '../session/session.tsx'
import { TextField, Tick } from '../controls/field.tsx'
import { useWords } from '../words/words.tsx'
import { inventPassword } from './invent-password.ts'
import { SettingsDialog } from './settings-dialog.tsx'
import { asTree, type Unit } from './unit-tree.ts'
import { useSaving } from '../live/use-saving.ts'
import styles from './settings-page.module.css'

const toggled = <Item,>(list: readonly Item[], item: Item, on: boolean) => [...list.filter((one) => one !== item), ...(on ? [item] : [])]

/** A person's name, login, roles, units and password. The password goes in and never comes out. */
export function PersonForm({ person, units, onClose }: { person: PersonView | null; units: readonly Unit[]; onClose: () => void }) {
  const { settings, locale } = useWords()
  const self = useSession().person.id === person?.id
  const words = settings.people
  const saving = useSaving()
  const [name, setName] = useState(person?.name ?? '')
  const [login, setLogin] = useState(person?.login ?? '')
  const [held, setHeld] = useState<readonly string[]>(person?.roles ?? rolesWith('actAsExecutor'))
  const [unitIds, setUnitIds] = useState<readonly string[]>(person?.unitIds ?? [])
  const [active, setActive] = useState(person?.active ?? true)
  const [password, setPassword] = useState('')
  const [tried, setTried] = useState(false)
  const short = password === '' ? person === null : password.length < 10
  const wrong = {
    name: name.trim() === '' ? settings.fields.personName : undefined,
    login: /^[a-z0-9._-]{2,60}$/.test(login.trim().toLowerCase()) ? undefined : settings.fields.login,
    roles: held.length === 0 ? settings.fields.roles : undefined,
    password: short ? settings.fields.password : undefined,
  }
  const error = (field: keyof typeof wrong) => (tried ? (wrong[field] ?? saving.errorAt(field)) : undefined)
  const submit = async () => {
    setTried(true)
    if (Object.values(wrong).some((one) => one !== undefined)) return
    const base = { name: name.trim(), login: login.trim().toLowerCase(), roles: held, unitIds, active }
    const body = password === '' ? base : { ...base, password }
    const send = () => (person === null ? call('addPerson', { body }) : call('setPerson', { params: { id: person.id }, body }))
    if (await saving.save(send, [['settings', 'people'], ['directory']])) onClose()
  }
  return (
    <SettingsDialog title={person?.name ?? words.add} saving={saving} onSubmit={() => void submit()} onClose={onClose}>
      <TextField
        label={words.name}
        value={name}
        maxLength={200}
        error={error('name')}
        autoComplete="off"
        onChange={(event) => setName(event.target.value)}
        data-autofocus
      />
      <TextField
        label={words.login}
        hint={words.loginHint}
        value={login}
        maxLength={60}
        error={error('login')}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        onChange={(event) => setLogin(event.target.value)}
      />
      <fieldset className={styles.ticks}>
        <legend>{words.roles}</legend>
        {Object.entries(roles).map(([role, { name: called, means }]) => (
          <Tick key={role} checked={held.includes(role)} onChange={(event) => setHeld(toggled(held, role, event.target.checked))}>
            {called[locale]} <span className="quiet small">{means[locale]}</span>
          </Tick>
        ))}
        {error('roles') !== undefined && (
          <p role="alert" className={styles.error}>
            {error('roles')}
          </p>
        )}
      </fieldset>
      <fieldset className={styles.ticks}>
        <legend>{words.units}</legend>
        <p className="quiet small">{words.unitsHint}</p>
        <div className={styles.unitTicks}>
          {asTree(units)
            .filter(({ unit }) => unit.active || unitIds.includes(unit.id))
            .map(({ unit, depth }) => (
              <div key={unit.id} style={{ paddingInlineStart: depth * 20 }}>
                <Tick checked={unitIds.includes(unit.id)} onChange={(event) => setUnitIds(toggled(unitIds, unit.id, event.target.checked))}>
                  {unit.short}
                </Tick>
              </div>
            ))}
        </div>
      </fieldset>
      {self ? (
        <p className="quiet">{words.ownPassword}</p>
      ) : (
        <div className={styles.withButton}>
          <TextField
            label={person === null ? words.password : words.newPassword}
            hint={person === null ? words.passwordHint : words.newPasswordHint}
            value={password}
            maxLength={200}
            error={error('password')}
            autoComplete="new-password"
            spellCheck={false}
            onChange={(event) => setPassword(event.target.value)}
          />
          <Button variant="default" onClick={() => setPassword(inventPassword())}>
            {words.invent}
          </Button>
        </div>
      )}
      <Tick checked={active} onChange={(event) => setActive(event.target.checked)}>
        {words.active}
      </Tick>
    </SettingsDialog>
  )
}
