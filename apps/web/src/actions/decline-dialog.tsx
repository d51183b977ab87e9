import { Choice } from '../keyboard/choice.tsx'
import { breaksOf, useGiveCommand } from '../commands/give-command.ts'
import { useWords } from '../words/words.tsx'
import type { ActionDialogProps } from './action.ts'

/** D: the act's own grounds, by digit or letters; ten seconds to take it back. */
export function DeclineDialog({ card, row, breaks, onClose }: ActionDialogProps) {
  const words = useWords()
  const give = useGiveCommand()
  return (
    <Choice
      title={`${words.card.groundTitle} · ${row.number}`}
      placeholder={words.card.reason}
      nothing={words.keyboard.nothing}
      digits
      items={card.declineGrounds.map((ground) => ({
        id: ground.id,
        title: ground.text[words.locale],
        hint: words.terms.clause(ground.clause),
      }))}
      onChoose={({ id }) => {
        if (breaksOf(row.id) === breaks) void give(row, { type: 'decline', groundId: id })
      }}
      onClose={onClose}
    />
  )
}
