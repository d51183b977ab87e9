import { useQuery } from '@tanstack/react-query'
import { Choice } from '../../keyboard/choice.tsx'
import { useAct } from '../../live/act.ts'
import { hasWords } from '../../queue/excerpt.tsx'
import { directoryQuery } from '../../session/session.tsx'
import { useWords } from '../../words/words.tsx'
import type { DeedDialogProps } from './deed.ts'

/** R: two letters of a unit, in either layout, and Enter. */
export function RouteDialog({ card, row, onClose }: DeedDialogProps) {
  const words = useWords()
  const act = useAct()
  const units = useQuery(directoryQuery).data?.units ?? []
  const { text } = card.message
  const said = hasWords(text) ? text : (card.row.attached?.[words.locale] ?? words.queue.noText)
  const open = units.filter((unit) => unit.executes && unit.active && unit.id !== card.row.unit?.id)
  return (
    <Choice
      title={`${words.card.routeTitle} · ${row.number}`}
      placeholder={words.card.routePlaceholder}
      nothing={words.card.routeNothing}
      items={open.map((unit) => ({
        id: unit.id,
        title: unit.short,
        names: [unit.short, unit.name],
        note: unit.name === unit.short ? undefined : unit.name,
      }))}
      onChoose={({ id }) => void act(row, { type: 'route', unitId: id })}
      onClose={onClose}
      footer={said.length > 200 ? `${said.slice(0, 200)}…` : said}
    />
  )
}
