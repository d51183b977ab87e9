import { useCallback } from 'react'
import { useNavigate } from '@tanstack/react-router'
import { useWords } from '../words/words.tsx'
import { Choice, type ChoiceItem } from './choice.tsx'
import { deskCommands } from './commands.ts'
import { strokeName } from './strokes.ts'

const search = 'search-for:'

/** Ctrl+K: every command by a few letters of its name, closed ones with their reason; any other words are looked for in the queue. */
export default function CommandPalette({ onClose }: { onClose: () => void }) {
  const { keyboard } = useWords()
  const navigate = useNavigate()
  const beyond = useCallback((typed: string): ChoiceItem => ({ id: search + typed, title: keyboard.find(typed) }), [keyboard])
  const commands = deskCommands().filter((command) => command.id !== 'palette')
  return (
    <Choice
      title={keyboard.paletteTitle}
      placeholder={keyboard.palette}
      nothing={keyboard.nothing}
      items={commands.map((command) => ({
        id: command.id,
        title: command.title,
        hint: command.strokes?.[0] === undefined ? undefined : strokeName(command.strokes[0]),
        note: command.closed ?? undefined,
        closed: command.closed != null,
      }))}
      beyond={beyond}
      onChoose={({ id }) => {
        if (id.startsWith(search)) void navigate({ to: '/queue', search: { view: 'all', q: id.slice(search.length) } })
        else commands.find((command) => command.id === id)?.run()
      }}
      onClose={onClose}
    />
  )
}
