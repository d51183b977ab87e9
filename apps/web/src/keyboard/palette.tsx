import { useCallback } from 'react'
import { useNavigate } from '@tanstack/react-router'
import { useWords } from '../words/words.tsx'
import { Choice, type ChoiceItem } from './choice.tsx'
import { deskShortcuts } from './shortcuts.ts'
import { strokeName } from './strokes.ts'

const search = 'search-for:'

/** Ctrl+K: every shortcut by a few letters of its name, closed ones with their reason; any other words are looked for in the queue. */
export default function Palette({ onClose }: { onClose: () => void }) {
  const { keyboard } = useWords()
  const navigate = useNavigate()
  const beyond = useCallback((typed: string): ChoiceItem => ({ id: search + typed, title: keyboard.find(typed) }), [keyboard])
  const shortcuts = deskShortcuts().filter((shortcut) => shortcut.id !== 'palette')
  return (
    <Choice
      title={keyboard.paletteTitle}
      placeholder={keyboard.palette}
      nothing={keyboard.nothing}
      items={shortcuts.map((shortcut) => ({
        id: shortcut.id,
        title: shortcut.title,
        hint: shortcut.strokes?.[0] === undefined ? undefined : strokeName(shortcut.strokes[0]),
        note: shortcut.closed ?? undefined,
        closed: shortcut.closed != null,
      }))}
      beyond={beyond}
      onChoose={({ id }) => {
        if (id.startsWith(search)) void navigate({ to: '/queue', search: { view: 'all', q: id.slice(search.length) } })
        else shortcuts.find((shortcut) => shortcut.id === id)?.run()
      }}
      onClose={onClose}
    />
  )
}
