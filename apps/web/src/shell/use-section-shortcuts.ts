import { useNavigate } from '@tanstack/react-router'
import { useShortcuts } from '../keyboard/shortcuts.ts'
import { useSession } from '../session/session.tsx'
import { useWords } from '../words/words.tsx'
import { sectionsFor } from '../session/sections.ts'

/** The sections in the list of commands; the first page stays there also for those who put it away. */
export function useSectionShortcuts(): void {
  const { shell } = useWords()
  const session = useSession()
  const navigate = useNavigate()
  const sections = sectionsFor(session).filter(({ to }) => to !== '/start')
  useShortcuts(
    [...sections, { to: '/start', word: 'start' } as const].map(({ to, word }) => ({
      id: `section-${word}`,
      title: shell[word],
      group: 'go' as const,
      run: () => void navigate({ to }),
    })),
  )
}
