import { useState } from 'react'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Button } from '@mantine/core'
import { journalGroups } from '@otklik/contract/vocabulary'
import { call } from '../live/call.ts'
import { directoryQuery } from '../session/session.tsx'
import { SelectField } from '../controls/field.tsx'
import { useWords } from '../words/words.tsx'
import { JournalLine } from './journal-line.tsx'
import { PartHead, PartWaits } from './part-head.tsx'
import styles from './journal-part.module.css'

/** Who came in, was refused, and changed what: newest first, sifted by person and kind. */
export function JournalPart() {
  const { settings, journal } = useWords()
  const people = useQuery(directoryQuery).data?.people ?? []
  const [person, setPerson] = useState('')
  const [group, setGroup] = useState<(typeof journalGroups)[number] | ''>('')
  const asked = useInfiniteQuery({
    queryKey: ['settings', 'journal', person, group],
    queryFn: ({ pageParam: cursor, signal }) => {
      const query = { ...(person !== '' && { person }), ...(group !== '' && { group }), ...(cursor !== '' && { cursor }), limit: 50 }
      return call('journal', { query, signal })
    },
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    staleTime: 0,
  })
  const entries = asked.data?.pages.flatMap((page) => page.entries)
  return (
    <>
      <PartHead title={settings.parts.journal} lead={journal.lead} />
      <div className={styles.sieve}>
        <SelectField label={journal.person} value={person} onChange={(event) => setPerson(event.target.value)}>
          <option value="">{journal.anybody}</option>
          {people
            .toSorted((a, b) => a.name.localeCompare(b.name, 'ru'))
            .map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
        </SelectField>
        <SelectField
          label={journal.group}
          value={group}
          onChange={(event) => setGroup(journalGroups.find((one) => one === event.target.value) ?? '')}
        >
          <option value="">{journal.groups.all}</option>
          {journalGroups.map((one) => (
            <option key={one} value={one}>
              {journal.groups[one]}
            </option>
          ))}
        </SelectField>
      </div>
      {entries === undefined ? (
        <PartWaits asked={asked} />
      ) : entries.length === 0 ? (
        <p>{journal.empty}</p>
      ) : (
        <ol className={styles.lines}>
          {entries.map((entry) => (
            <JournalLine key={entry.number} entry={entry} />
          ))}
        </ol>
      )}
      {asked.hasNextPage && (
        <Button className={styles.more} variant="default" loading={asked.isFetchingNextPage} onClick={() => void asked.fetchNextPage()}>
          {journal.more}
        </Button>
      )}
    </>
  )
}
