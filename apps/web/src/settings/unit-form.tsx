import { useState } from 'react'
import { call } from '../live/call.ts'
import { SelectField, TextField, Tick } from '../controls/field.tsx'
import { useWords } from '../words/words.tsx'
import { SettingsDialog } from './settings-dialog.tsx'
import { asTree, type Unit } from './unit-tree.ts'
import { useSaving } from '../live/use-saving.ts'

/** A unit's names, its place in the tree, whether it answers and whether it still works. */
export function UnitForm({ unit, units, onClose }: { unit: Unit | null; units: readonly Unit[]; onClose: () => void }) {
  const { settings } = useWords()
  const words = settings.units
  const saving = useSaving()
  const [name, setName] = useState(unit?.name ?? '')
  const [short, setShort] = useState(unit?.short ?? '')
  const [parentId, setParentId] = useState(unit?.parentId ?? '')
  const [executes, setExecutes] = useState(unit?.executes ?? true)
  const [active, setActive] = useState(unit?.active ?? true)
  const [tried, setTried] = useState(false)
  const wrong = {
    name: name.trim() === '' || name.trim().length > 200 ? settings.fields.name : undefined,
    short: short.trim() === '' || short.trim().length > 60 ? settings.fields.short : undefined,
  }
  // A unit cannot stand under itself or what is under it.
  const below = new Set<string>(unit === null ? [] : [unit.id])
  const parents = asTree(units).filter((one) => {
    if (one.unit.parentId !== null && below.has(one.unit.parentId)) below.add(one.unit.id)
    return !below.has(one.unit.id)
  })
  const submit = async () => {
    setTried(true)
    if (wrong.name !== undefined || wrong.short !== undefined) return
    const body = { name: name.trim(), short: short.trim(), parentId: parentId || null, executes, active }
    const send = () => (unit === null ? call('addUnit', { body }) : call('setUnit', { params: { id: unit.id }, body }))
    if (await saving.save(send, [['directory']])) onClose()
  }
  return (
    <SettingsDialog title={unit?.name ?? words.add} saving={saving} onSubmit={() => void submit()} onClose={onClose}>
      <TextField
        label={words.name}
        value={name}
        maxLength={200}
        error={tried ? (wrong.name ?? saving.errorAt('name')) : undefined}
        onChange={(event) => setName(event.target.value)}
        data-autofocus
      />
      <TextField
        label={words.short}
        hint={words.shortHint}
        value={short}
        maxLength={60}
        error={tried ? (wrong.short ?? saving.errorAt('short')) : undefined}
        onChange={(event) => setShort(event.target.value)}
      />
      <SelectField label={words.parent} value={parentId} onChange={(event) => setParentId(event.target.value)}>
        <option value="">{words.noParent}</option>
        {parents.map((one) => (
          <option key={one.unit.id} value={one.unit.id}>
            {`${'\u00a0\u00a0'.repeat(one.depth)}${one.unit.name}`}
          </option>
        ))}
      </SelectField>
      <div>
        <Tick checked={executes} onChange={(event) => setExecutes(event.target.checked)}>
          {words.executes}
        </Tick>
        <Tick checked={active} onChange={(event) => setActive(event.target.checked)}>
          {words.active}
        </Tick>
        {!active && <p className="quiet small">{words.inactiveConsequence}</p>}
      </div>
    </SettingsDialog>
  )
}
