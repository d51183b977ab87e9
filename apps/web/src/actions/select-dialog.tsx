import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { useGiveCommand } from '../commands/give-command.ts'
import { directoryQuery } from '../session/session.tsx'
import { SelectField, TextField } from '../controls/field.tsx'
import { useWords } from '../words/words.tsx'
import type { ActionDialogProps } from './action.ts'
import { ActionForm } from './action-form.tsx'

/** Shift+S: selecting with importance, topic and place set by hand. */
export function SelectDialog({ card, row, onClose }: ActionDialogProps) {
  const words = useWords()
  const give = useGiveCommand()
  const topics = useQuery(directoryQuery).data?.topics ?? []
  const [importance, setImportance] = useState(row.importance)
  const [topicId, setTopicId] = useState(row.topic?.id ?? '')
  const [place, setPlace] = useState(row.location ?? '')
  const groups = Map.groupBy(topics, (topic) => topic.group)
  const submit = () => {
    onClose()
    void give(row, { type: 'select', importance, topicId: topicId || null, location: place.trim() || null })
  }
  return (
    <ActionForm title={words.card.selectTitle} card={card} submit={words.actions.select} onSubmit={submit} onClose={onClose}>
      <SelectField
        label={words.card.importance}
        value={importance}
        onChange={(event) => setImportance(event.target.value as 'normal' | 'high')}
        data-autofocus
      >
        <option value="normal">{words.queue.importance.normal}</option>
        <option value="high">{words.queue.importance.high}</option>
      </SelectField>
      <SelectField label={words.card.topic} value={topicId} onChange={(event) => setTopicId(event.target.value)}>
        <option value="">—</option>
        {[...groups].map(([group, members]) => (
          <optgroup key={group} label={group}>
            {members.map((topic) => (
              <option key={topic.id} value={topic.id}>
                {topic.name}
              </option>
            ))}
          </optgroup>
        ))}
      </SelectField>
      <TextField label={words.card.location} value={place} maxLength={300} onChange={(event) => setPlace(event.target.value)} />
    </ActionForm>
  )
}
