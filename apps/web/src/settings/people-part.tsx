import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { Button } from '@mantine/core'
import { rolesWith } from '@otklik/casework/roles'
import type { PersonView } from '@otklik/contract'
import { directoryQuery } from '../session/session.tsx'
import { rolesSaid } from '../words/role-words.ts'
import { useWords } from '../words/words.tsx'
import { PartHead, PartWaits } from './part-head.tsx'
import { PersonForm } from './person-form.tsx'
import { peopleQuery } from './settings-queries.ts'
import styles from './settings-page.module.css'

const executing = rolesWith('actAsExecutor')

/** People by name, with what they may do and where they sit. */
export function PeoplePart() {
  const { settings, locale } = useWords()
  const asked = useQuery(peopleQuery)
  const units = useQuery(directoryQuery).data?.units ?? []
  const [changed, setChanged] = useState<PersonView | 'new' | null>(null)
  const words = settings.people
  if (asked.data === undefined) return <PartWaits asked={asked} />
  const people = asked.data.toSorted((a, b) => Number(b.active) - Number(a.active) || a.name.localeCompare(b.name, 'ru'))
  const shortOf = (id: string) => units.find((unit) => unit.id === id)?.short
  return (
    <>
      <PartHead title={settings.parts.people} lead={words.lead}>
        <Button onClick={() => setChanged('new')}>{words.add}</Button>
      </PartHead>
      <ul className={styles.rows}>
        {people.map((person) => {
          const places = person.unitIds.map(shortOf).filter((short) => short !== undefined)
          const lost = person.active && person.unitIds.length === 0 && person.roles.some((role) => executing.includes(role))
          return (
            <li key={person.id} data-inactive={!person.active || undefined}>
              <span className={styles.what}>
                <span className="strong">{person.name}</span>
                <span className={styles.marks}>
                  <span>{person.login}</span>
                  <span>{rolesSaid(person.roles, locale)}</span>
                  {lost ? <span className={styles.warn}>{words.noUnits}</span> : places.length > 0 && <span>{places.join(', ')}</span>}
                  {!person.active && <span>{words.inactive}</span>}
                </span>
              </span>
              <Button variant="subtle" aria-label={`${settings.change}: ${person.name}`} onClick={() => setChanged(person)}>
                {settings.change}
              </Button>
            </li>
          )
        })}
      </ul>
      {changed !== null && <PersonForm person={changed === 'new' ? null : changed} units={units} onClose={() => setChanged(null)} />}
    </>
  )
}
