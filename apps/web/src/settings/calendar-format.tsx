import { Button } from '@mantine/core'
import { useWords } from '../words/words.tsx'
import styles from './calendar-section.module.css'

const EXAMPLE = `date,kind,replaces,moved_from,holiday
2028-02-23,off,,,День защитника Отечества
2028-03-07,short,,,
2028-11-10,off,,2028-11-04,
2028-12-16,work-short,2028-12-29,,`

const YAML = `year: 2028
source: Постановление Правительства РФ от … № …
days:
  - { date: 2028-02-23, kind: off, holiday: День защитника Отечества }
  - { date: 2028-11-10, kind: off, movedFrom: 2028-11-04 }
  - { date: 2028-12-16, kind: work-short, replaces: 2028-12-29 }`

type Props = { readonly template: number; readonly onDownload: (year: number) => void }

/** Which file is wanted, by example; and a year to fill in. */
export function CalendarFormat({ template, onDownload }: Props) {
  const { settings } = useWords()
  const words = settings.calendar
  return (
    <details className={styles.format}>
      <summary>{words.format}</summary>
      <p>{words.formatLead}</p>
      <pre className={styles.example}>{EXAMPLE}</pre>
      <dl className={styles.legend}>
        {words.columns.map(([name, meaning]) => (
          <div key={name}>
            <dt>
              <code>{name}</code>
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
      <p>{words.formatYaml}</p>
      <pre className={styles.example}>{YAML}</pre>
      <p>{words.formatXml}</p>
      <Button variant="default" onClick={() => onDownload(template)}>
        {words.template(template)}
      </Button>
    </details>
  )
}
