import { roleName } from '@otklik/casework/roles'
import type { JournalEntryView } from '@otklik/contract'
import { useNow } from '../live/clock.ts'
import { useSession } from '../session/session.tsx'
import { exact } from '../words/moments.ts'
import { useWords } from '../words/words.tsx'
import styles from './journal-part.module.css'

type Change = JournalEntryView['changes'][number]

/** One line: when, what, on whom; below it who and from where, and every field before and after. */
export function JournalLine({ entry }: { entry: JournalEntryView }) {
  const { journal, locale } = useWords()
  const zone = useSession().organisation.timezone
  const now = useNow()
  const when = (moment: number) => exact(moment, locale, zone, now)
  const { kind, who, on } = entry
  const failed = kind === 'sign-in-failed'
  const about = on !== null && on.id !== who?.id ? on.name : null
  const doer = who?.name ?? (failed ? journal.stranger : journal.program)
  const notes = [
    entry.what?.[locale],
    entry.why === null ? undefined : journal.why[entry.why],
    entry.typed === null ? undefined : journal.typed(entry.typed),
    entry.given ? journal.given : undefined,
    entry.failedBefore > 0 ? journal.failedBefore(entry.failedBefore) : undefined,
    entry.others.length > 0 ? journal.others(entry.others.join(', ')) : undefined,
    entry.since === null ? undefined : journal.times(entry.count, when(entry.since)),
  ].filter((note) => note !== undefined)
  const whence = [entry.address, entry.browser, entry.device === null ? null : journal.device(entry.device.slice(0, 4))]
  return (
    <li data-warn={failed || kind === 'refused' || kind === 'password-given' || entry.given || undefined}>
      <time dateTime={new Date(entry.at).toISOString()}>{when(entry.at)}</time>
      <div className={styles.what}>
        <p>
          <span className="strong">{journal.kinds[kind]}</span>
          {about !== null && <>: {about}</>}
        </p>
        {notes.length > 0 && <p>{notes.join('; ')}</p>}
        {told(entry).map((change) => (
          <ChangeLine key={change.field} change={change} />
        ))}
        <p className="quiet small">{[doer, ...whence].filter((part) => part !== null).join(' · ')}</p>
      </div>
    </li>
  )
}

/** Of something new what it has is told; its name stands above already. */
const told = ({ kind, changes }: JournalEntryView): readonly Change[] =>
  kind.endsWith('-added') ? changes.filter(({ field }) => field !== 'name').map((change) => ({ ...change, before: null })) : changes

function ChangeLine({ change: { field, label, before, after } }: { change: Change }) {
  const { journal, locale } = useWords()
  const said = (value: Change['before']): string => {
    if (value === null || value === '') return journal.nothing
    if (typeof value === 'boolean') return value ? journal.yes : journal.no
    if (Array.isArray(value)) {
      if (value.length === 0) return journal.nothing
      return value.map((one) => roleName(one)[locale]).join(field === 'schedule' ? '\n' : ', ')
    }
    if (typeof value === 'object') return value[locale]
    return (typeof value === 'string' ? journal.values[value] : undefined) ?? String(value)
  }
  const old = said(before)
  return (
    <p className={styles.change}>
      {label?.[locale] ?? journal.fields[field] ?? field}: {before !== null && <del>{old}</del>}
      {before !== null && ' → '}
      <ins>{said(after)}</ins>
    </p>
  )
}
