import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { Button } from '@mantine/core'
import { directoryQuery } from '../session/session.tsx'
import { useWords } from '../words/words.tsx'
import { PartHead, PartWaits } from './part-head.tsx'
import { UnitForm } from './unit-form.tsx'
import { asTree, type Unit } from './unit-tree.ts'
import styles from './settings-page.module.css'

/** Units as a tree: who answers, how many people sit there, and who sees nothing of what is routed to them. */
export function UnitsPart() {
  const { settings } = useWords()
  const asked = useQuery(directoryQuery)
  const [changed, setChanged] = useState<Unit | 'new' | null>(null)
  const words = settings.units
  if (asked.data === undefined) return <PartWaits asked={asked} />
  const { units, people } = asked.data
  const tree = asTree(units)
  const countOf = (id: string) => people.filter((one) => one.active && one.unitIds.includes(id)).length
  return (
    <>
      <PartHead title={settings.parts.units} lead={words.lead}>
        <Button onClick={() => setChanged('new')}>{words.add}</Button>
      </PartHead>
      {tree.length === 0 && <p>{words.empty}</p>}
      <ul className={styles.rows}>
        {tree.map(({ unit, depth }) => {
          const count = countOf(unit.id)
          const deaf = unit.executes && unit.active && count === 0
          return (
            <li key={unit.id} data-inactive={!unit.active || undefined} style={{ paddingInlineStart: 16 + depth * 20 }}>
              <span className={styles.what}>
                <span className="strong">{unit.name}</span>
                <span className={styles.marks}>
                  {unit.short !== unit.name && <span>{unit.short}</span>}
                  {unit.executes && <span>{words.executor}</span>}
                  {deaf ? <span className={styles.warn}>{words.nobody}</span> : count > 0 && <span>{words.people(count)}</span>}
                  {!unit.active && <span>{words.inactive}</span>}
                </span>
              </span>
              <Button variant="subtle" aria-label={`${settings.change}: ${unit.name}`} onClick={() => setChanged(unit)}>
                {settings.change}
              </Button>
            </li>
          )
        })}
      </ul>
      {changed !== null && <UnitForm unit={changed === 'new' ? null : changed} units={units} onClose={() => setChanged(null)} />}
    </>
  )
}
