import '../styles/mantine-menu.ts'
import { useState } from 'react'
import { Button, Popover } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useQuery } from '@tanstack/react-query'
import { importances, statuses } from '@otklik/contract/vocabulary'
import { directoryQuery } from '../session/session.tsx'
import { useWords } from '../words/words.tsx'
import { isNarrowed, withoutFilters, type QueueAddress } from '../rows/address.ts'
import { FiltersButton } from './filters-button.tsx'
import { saveView } from './saved-views.ts'
import styles from './queue-bar.module.css'

/** Filters over the rows, and the name under which the present view is kept. Fetched when somebody first reaches for them. */
export default function FiltersPopover({ address, narrowed }: { address: QueueAddress; narrowed: boolean }) {
  return (
    <Popover position="bottom-end" width={280} trapFocus returnFocus shadow="md" defaultOpened withinPortal={false}>
      <Popover.Target>
        <FiltersButton narrowed={narrowed} />
      </Popover.Target>
      <Popover.Dropdown>
        <Filters address={address} />
      </Popover.Dropdown>
    </Popover>
  )
}

function Filters({ address }: { address: QueueAddress }) {
  const { queue } = useWords()
  const navigate = useNavigate({ from: '/queue' })
  const directory = useQuery(directoryQuery).data
  const [name, setName] = useState('')
  const choose = (part: 'unit' | 'topic' | 'status' | 'importance', value: string) =>
    void navigate({
      search: ({ [part]: _part, ...rest }) => (value === '' ? rest : { ...rest, [part]: value }) as QueueAddress,
      replace: true,
    })
  const select = (
    part: 'unit' | 'topic' | 'status' | 'importance',
    label: string,
    any: string,
    options: readonly { id: string; name: string }[],
  ) => (
    <label className={styles.field}>
      <span>{label}</span>
      <select value={address[part] ?? ''} onChange={(event) => choose(part, event.target.value)}>
        <option value="">{any}</option>
        {options.map((option) => (
          <option key={option.id} value={option.id}>
            {option.name}
          </option>
        ))}
      </select>
    </label>
  )
  return (
    <div className={styles.form}>
      {select(
        'unit',
        queue.filterUnit,
        queue.anyUnit,
        (directory?.units ?? []).map((unit) => ({ id: unit.id, name: unit.short })),
      )}
      {select('topic', queue.filterTopic, queue.any, directory?.topics ?? [])}
      {select(
        'status',
        queue.filterStatus,
        queue.anyUnit,
        statuses.map((status) => ({ id: status, name: queue.status[status] })),
      )}
      {select(
        'importance',
        queue.filterImportance,
        queue.any,
        importances.toReversed().map((one) => ({ id: one, name: queue.importance[one] })),
      )}
      <form
        className={styles.save}
        onSubmit={(event) => {
          event.preventDefault()
          if (name.trim() === '') return
          saveView(name.trim(), address)
          setName('')
        }}
      >
        <label className={styles.field}>
          <span>{queue.saveViewName}</span>
          <input value={name} maxLength={60} onChange={(event) => setName(event.target.value)} />
        </label>
        <Button type="submit" variant="default" disabled={name.trim() === ''}>
          {queue.saveView}
        </Button>
      </form>
      {isNarrowed(address) && (
        <Button variant="subtle" onClick={() => void navigate({ search: withoutFilters, replace: true })}>
          {queue.clearFilters}
        </Button>
      )}
    </div>
  )
}
