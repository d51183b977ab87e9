import { useQuery } from '@tanstack/react-query'
import { Choice, type ChoiceItem } from '../keyboard/choice.tsx'
import { KeysHeld } from '../keyboard/keys-held.ts'
import { breaksOf, useGiveCommand } from '../commands/give-command.ts'
import { useNotices } from '../live/notices.tsx'
import { hasWords } from '../message/excerpt.tsx'
import { directoryQuery } from '../session/session.tsx'
import { useWords } from '../words/words.tsx'
import type { ActionDialogProps } from './action.ts'
import { type DirectoryUnit, isDeserted, unitsToRoute } from './units-to-route.ts'

/**
 * R: two letters of a unit, in either layout, and Enter. The unit that has it or had it comes first, so that the author's answer goes back
 * there by Enter alone. Where a unit has it now, routing it there adds nothing: that is said, and the next one stands under the cursor.
 */
export function RouteDialog({ card, row, breaks, onClose }: ActionDialogProps) {
  const words = useWords()
  const give = useGiveCommand()
  const notices = useNotices()
  const { data: directory, isError } = useQuery(directoryQuery)
  const { own, others } = unitsToRoute(directory?.units ?? [], row)
  const holds = own !== undefined && row.status !== 'selected'
  const item = (unit: DirectoryUnit): ChoiceItem => ({
    id: unit.id,
    title: unit.short,
    names: [unit.short, unit.name],
    // It may be routed there all the same: somebody may be given to the unit a minute later.
    note: isDeserted(unit, directory ?? { people: [] }) ? words.settings.units.nobody : unit.name === unit.short ? undefined : unit.name,
    warned: isDeserted(unit, directory ?? { people: [] }),
  })
  const first = own === undefined ? [] : [{ ...item(own), hint: holds ? words.card.routeHolds : words.card.routeHeld, closed: holds }]
  const { text } = card.message
  const said = hasWords(text) ? text : (card.row.attached?.[words.locale] ?? words.queue.noText)
  // Letters wait for the units that they are meant for.
  if (directory === undefined && !isError) return <KeysHeld />
  return (
    <Choice
      title={`${words.card.routeTitle} · ${row.number}`}
      placeholder={words.card.routePlaceholder}
      nothing={words.card.routeNothing}
      items={[...first, ...others.map(item)]}
      onChoose={({ id, title, closed }) => {
        if (closed === true) notices.say(words.card.routeHasIt(title))
        else if (breaksOf(row.id) === breaks) void give(row, { type: 'route', unitId: id })
      }}
      onClose={onClose}
      footer={said.length > 200 ? `${said.slice(0, 200)}…` : said}
    />
  )
}
