import { useId, useRef, useState } from 'react'
import { Button, FileButton } from '@mantine/core'
import { Dialog } from '../controls/dialog.tsx'
import { TextField } from '../controls/field.tsx'
import { useWords } from '../words/words.tsx'
import { CalendarConfirm } from './calendar-confirm.tsx'
import { calendarText } from './calendar-file.ts'
import { CalendarFormat } from './calendar-format.tsx'
import { type CalendarChanging, useCalendarCommand } from './use-calendar-command.ts'
import styles from './calendar-section.module.css'
import refusal from '../controls/refusal-note.module.css'
import page from './settings-page.module.css'
import text from './schedule-part.module.css'

/** The server takes no longer text; ten years of the calendar have a twentieth of it. */
const LONGEST = 300_000

type Props = { readonly template: number; readonly onDownload: (year: number) => void; readonly onClose: () => void }

/** A year from a file or pasted: first the text, then what it would change, then the change. */
export function CalendarLoad({ template, onDownload, onClose }: Props) {
  const { settings } = useWords()
  const words = settings.calendar
  const changing = useCalendarCommand()
  const [source, setSource] = useState('')
  const [written, setWritten] = useState('')
  const { foreseen } = changing
  return (
    <Dialog title={words.loadTitle} onClose={onClose}>
      {foreseen === null ? (
        <LoadForm
          changing={changing}
          source={source}
          written={written}
          onSource={setSource}
          onWritten={setWritten}
          template={template}
          onDownload={onDownload}
        />
      ) : (
        <CalendarConfirm foreseen={foreseen} changing={changing} submit={words.submit} onBack={changing.back} onDone={onClose} />
      )}
    </Dialog>
  )
}

type FormProps = Pick<Props, 'template' | 'onDownload'> & {
  readonly changing: CalendarChanging
  readonly source: string
  readonly written: string
  readonly onSource: (source: string) => void
  readonly onWritten: (written: string) => void
}

function LoadForm({ changing, source, written, onSource, onWritten, template, onDownload }: FormProps) {
  const { settings } = useWords()
  const words = settings.calendar
  const id = useId()
  const field = useRef<HTMLTextAreaElement>(null)
  const [said, setSaid] = useState<string>()
  const [name, setName] = useState('')
  const wrongSource = changing.refused?.errors?.some(({ path }) => path === 'body.command.source')
  const read = async (file: File | null) => {
    if (file === null) return
    const content = file.size > LONGEST * 2 ? null : calendarText(await file.arrayBuffer())
    setSaid(content === null || content.length > LONGEST ? words.tooLong : undefined)
    if (content === null || content.length > LONGEST) return
    setName(file.name)
    onWritten(content)
  }
  const submit = () => {
    if (written.trim() === '') {
      setSaid(words.nothing)
      field.current?.focus()
      return
    }
    setSaid(undefined)
    void changing.foresee({ type: 'load', text: written, source: source.trim() })
  }
  return (
    <form
      className={page.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <TextField
        label={words.source}
        hint={words.sourceHint}
        value={source}
        maxLength={500}
        error={wrongSource === true ? words.sourceMissing : undefined}
        onChange={(event) => onSource(event.target.value)}
        data-autofocus
      />
      <div className={styles.choose}>
        <FileButton accept=".csv,.xml,.yaml,.yml,.json,.txt" onChange={(file) => void read(file)}>
          {(button) => (
            <Button variant="default" {...button}>
              {words.file}
            </Button>
          )}
        </FileButton>
        <span className="quiet small" role="status">
          {name}
        </span>
      </div>
      <div className={styles.file}>
        <label htmlFor={id} className="strong">
          {words.text}
        </label>
        <textarea
          ref={field}
          id={id}
          className={text.source}
          rows={8}
          value={written}
          maxLength={LONGEST}
          spellCheck={false}
          autoCapitalize="none"
          aria-invalid={said !== undefined || (changing.refused !== null && wrongSource !== true)}
          aria-describedby={`${id}-faults`}
          onChange={(event) => onWritten(event.target.value)}
        />
      </div>
      <div id={`${id}-faults`} aria-live="polite">
        {said !== undefined && <p className={page.error}>{said}</p>}
        <Faults changing={changing} onLine={(line) => goTo(field.current, written, line)} />
      </div>
      <CalendarFormat template={template} onDownload={onDownload} />
      <div className={page.buttons}>
        <Button type="submit" loading={changing.busy}>
          {words.preview}
        </Button>
      </div>
    </form>
  )
}

/** Every fault of the text, each with a way to its line. */
function Faults({ changing: { refused }, onLine }: { changing: CalendarChanging; onLine: (line: number) => void }) {
  const { settings, locale } = useWords()
  const words = settings.calendar
  if (refused === null) return null
  const faults = refused.errors?.filter(({ path }) => path === 'body.command.text') ?? []
  if (faults.length === 0 && refused.errors !== undefined) return null
  return (
    <div className={refusal.refused}>
      <p className="strong">{words.wrong}</p>
      {faults.length === 0 && <p>{refused.text[locale]}</p>}
      <ul className={styles.faults}>
        {faults.map(({ line, text: told }) => (
          <li key={`${line} ${told.en}`}>
            {line !== undefined && (
              <button type="button" className={styles.line} onClick={() => onLine(line)}>
                {words.line(line)}
              </button>
            )}
            <span>{told[locale]}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** Puts the hands where the fault is. */
function goTo(field: HTMLTextAreaElement | null, written: string, line: number): void {
  if (field === null) return
  const lines = written.split('\n')
  const from = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0)
  field.focus()
  field.setSelectionRange(from, from + (lines[line - 1]?.length ?? 0))
  field.scrollTop = (field.scrollHeight / lines.length) * Math.max(0, line - 3)
}
