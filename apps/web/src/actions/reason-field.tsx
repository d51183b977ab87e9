import { TextArea } from '../controls/field.tsx'
import { useWords } from '../words/words.tsx'

type Props = {
  readonly label: string
  readonly value: string
  /** A press was tried: an empty reason is called missing from then on. */
  readonly tried: boolean
  /** It has the keyboard when the dialog opens. */
  readonly first?: boolean
  readonly onChange: (value: string) => void
}

/** The reason without which the action is not done; the record keeps it. */
export function ReasonField({ label, value, tried, first = false, onChange }: Props) {
  const { card } = useWords()
  return (
    <TextArea
      label={label}
      value={value}
      maxLength={2000}
      error={tried && value.trim() === '' ? card.reasonMissing : undefined}
      onChange={(event) => onChange(event.target.value)}
      {...(first ? { 'data-autofocus': true } : {})}
    />
  )
}
