import { useEffect, useRef, type ReactNode } from 'react'
import { Link, useLocation } from '@tanstack/react-router'
import { IconCommand } from '@tabler/icons-react'
import { KeyboardLayer, showOverlay } from '../keyboard/keyboard-layer.tsx'
import { useNow } from '../live/clock.ts'
import { useLiveDesk } from '../rows/live-desk.ts'
import { useTakingBack } from '../commands/undo.ts'
import { useSession } from '../session/session.tsx'
import { sameOffset, zoneName } from '../words/moments.ts'
import { useWords } from '../words/words.tsx'
import { useFocusKept } from '../controls/focus-kept.ts'
import { useOnline } from './online.ts'
import { PersonPlace } from './person-place.tsx'
import { sectionsFor } from '../session/sections.ts'
import { useSectionShortcuts } from './use-section-shortcuts.ts'
import styles from './app-frame.module.css'

/** The frame of every signed-in screen: sections, the palette's button, who I am; below it what the connection is doing. */
export function AppFrame({ children }: { children: ReactNode }) {
  const { shell } = useWords()
  const session = useSession()
  const line = useLiveDesk()
  const path = useLocation({ select: ({ pathname }) => pathname })
  const sections = useRef<HTMLElement>(null)
  useEffect(() => {
    // On a telephone the row of sections is pushed sideways: the present one is always seen.
    sections.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [path])
  useTakingBack()
  useFocusKept()
  useSectionShortcuts()
  return (
    <>
      <a className={styles.skip} href="#content">
        {shell.skip}
      </a>
      <header className={`${styles.bar} no-print`}>
        <Link to="/" className={styles.product}>
          <img src="/icon.svg" alt={shell.product} width="24" height="24" />
          <span className={styles.organisation}>{session.organisation.name}</span>
        </Link>
        <nav ref={sections} aria-label={shell.navigation} className={styles.sections}>
          {sectionsFor(session).map((section) => (
            <Link key={section.to} to={section.to} activeProps={{ 'aria-current': 'page' }}>
              {shell[section.word]}
            </Link>
          ))}
        </nav>
        <button type="button" className={styles.palette} onClick={() => showOverlay('palette')}>
          <IconCommand size={16} aria-hidden />
          <span className={styles.paletteWords}>{shell.commands}</span>
          <kbd>Ctrl+K</kbd>
        </button>
        <PersonPlace />
      </header>
      <Banners line={line} />
      <div id="content" className={styles.content} tabIndex={-1}>
        {children}
      </div>
      <KeyboardLayer />
    </>
  )
}

function Banners({ line }: { line: ReturnType<typeof useLiveDesk> }) {
  const { shell, locale } = useWords()
  const { organisation } = useSession()
  const online = useOnline()
  const now = useNow()
  const own = new Intl.DateTimeFormat().resolvedOptions().timeZone
  const zonesDiffer = !sameOffset(now, organisation.timezone, own)
  const trouble = !online ? shell.offline : line === 'lost' || line === 'refused' ? shell.reconnecting : null
  return (
    <div className="no-print">
      <div role="status">{trouble !== null && <p className={styles.trouble}>{trouble}</p>}</div>
      {zonesDiffer && (
        <aside aria-label={shell.zoneLabel} className={styles.zone}>
          {shell.zone(zoneName(now, locale, organisation.timezone), zoneName(now, locale, own))}
        </aside>
      )}
    </div>
  )
}
