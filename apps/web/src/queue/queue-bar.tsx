import { lazy, Suspense, useEffect, useRef, useState, type RefObject } from 'react'
import { IconSearch, IconX } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useWords } from '../words/words.tsx'
import { isNarrowed, type QueueAddress } from '../rows/address.ts'
import { FiltersButton } from './filters-button.tsx'
import styles from './queue-bar.module.css'

const loadFilters = () => import('./filters-popover.tsx')
const FiltersPopover = lazy(loadFilters)

/** Search and filters over the rows. Whatever is chosen stands in the address. */
export function QueueBar({ address, field }: { address: QueueAddress; field: RefObject<HTMLInputElement | null> }) {
  const [wanted, setWanted] = useState(false)
  const { q: _q, ...chosen } = address
  const narrowed = isNarrowed(chosen)
  return (
    <div className={styles.bar} role="search">
      <SearchField address={address} field={field} />
      {wanted ? (
        <Suspense fallback={<FiltersButton narrowed={narrowed} />}>
          <FiltersPopover address={address} narrowed={narrowed} />
        </Suspense>
      ) : (
        <FiltersButton
          narrowed={narrowed}
          onPointerEnter={() => void loadFilters()}
          onFocus={() => void loadFilters()}
          onClick={() => setWanted(true)}
        />
      )}
    </div>
  )
}

function SearchField({ address, field }: { address: QueueAddress; field: RefObject<HTMLInputElement | null> }) {
  const { queue } = useWords()
  const navigate = useNavigate({ from: '/queue' })
  const [typed, setTyped] = useState(address.q ?? '')
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => setTyped(address.q ?? ''), [address.q])
  const ask = (text: string) => {
    clearTimeout(timer.current)
    void navigate({ search: ({ q: _q, ...rest }) => (text.trim() === '' ? rest : { ...rest, q: text.trim() }), replace: true })
  }
  const type = (text: string) => {
    setTyped(text)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => ask(text), 250)
  }
  return (
    <div className={styles.search}>
      <IconSearch size={16} aria-hidden className={styles.lens} />
      <input
        ref={field}
        type="text"
        inputMode="search"
        enterKeyHint="search"
        aria-label={queue.search}
        placeholder={queue.search}
        value={typed}
        onChange={(event) => type(event.target.value)}
        onKeyDown={(event) => {
          if (event.code === 'Enter') ask(typed)
          if (event.code !== 'Escape' && event.code !== 'Enter') return
          event.preventDefault()
          document.getElementById('queue-rows')?.focus()
        }}
      />
      {typed !== '' && (
        <button type="button" aria-label={queue.clearSearch} onClick={() => ask('')}>
          <IconX size={14} aria-hidden />
        </button>
      )}
    </div>
  )
}
