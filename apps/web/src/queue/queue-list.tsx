import { useEffect, useRef } from 'react'
import { useVirtualizer } from '@tanstack/react-virtual'
import { RestLine } from '../terms/rest-line.tsx'
import { useWords } from '../words/words.tsx'
import type { QueueAddress } from '../rows/address.ts'
import { EmptyView } from './empty-view.tsx'
import type { LiveList } from '../rows/live-list.ts'
import { loadMore } from '../rows/queue-queries.ts'
import { QueueRowLine } from './queue-row.tsx'
import styles from './queue-list.module.css'

type Props = {
  readonly address: QueueAddress
  readonly list: LiveList
  readonly cursor: string | null
  readonly onChoose: (id: string) => void
  readonly onRelease: () => void
}

/** The height of a notice and what is below it, pixels. */
const noticeRoom = 72

/** Views of one state: saying it on every row would be noise. */
const oneStatus = new Set(['new', 'awaiting'])

/** Middle: the rows, as many as fit on the screen at once, however long the queue is. */
export function QueueList({ address, list, cursor, onChoose, onRelease }: Props) {
  const { queue } = useWords()
  const scroller = useRef<HTMLDivElement>(null)
  const { rows, waiting, gone, nextCursor } = list
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 60,
    overscan: 8,
    // A notice stands at the foot of the screen: the row at hand never lies under it.
    scrollPaddingEnd: noticeRoom,
    paddingEnd: noticeRoom,
    getItemKey: (index) => rows[index]?.id ?? index,
  })
  const place = rows.findIndex((row) => row.id === cursor)
  useEffect(() => {
    if (place >= 0) virtual.scrollToIndex(place, { align: 'auto' })
  }, [place, virtual])
  const items = virtual.getVirtualItems()
  const last = items.at(-1)?.index ?? 0
  useEffect(() => {
    if (nextCursor !== null && last >= rows.length - 12) void loadMore(address).catch(() => undefined)
  }, [address, last, nextCursor, rows.length])
  const left = new Set(gone)
  const news = [waiting.length > 0 && queue.fresh(waiting.length), gone.length > 0 && queue.gone(gone.length)].filter(Boolean)
  return (
    <>
      <div className={styles.line}>
        <RestLine rows={rows} otherwise={rows.length === 0 ? '' : queue.order} />
        {/* Its place is always kept: what arrives pushes no row from under the hand. */}
        <div role="status" className={styles.status}>
          {news.length > 0 && (
            <button type="button" className={styles.news} title={queue.freshHint} onClick={onRelease}>
              {news.join(' · ')} <kbd>U</kbd>
            </button>
          )}
        </div>
      </div>
      <div
        ref={scroller}
        id="queue-rows"
        role={rows.length === 0 ? 'group' : 'listbox'}
        tabIndex={0}
        aria-label={`${queue.list}: ${queue.views[address.view]}`}
        aria-activedescendant={place >= 0 ? `row-${rows[place]?.id}` : undefined}
        className={styles.rows}
      >
        {rows.length === 0 ? (
          <EmptyView address={address} />
        ) : (
          <div role="presentation" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
            {items.map((item) => {
              const row = rows[item.index]
              if (row === undefined) return null
              return (
                <div key={item.key} role="presentation" className={styles.slot} style={{ transform: `translateY(${item.start}px)` }}>
                  <QueueRowLine
                    row={row}
                    id={`row-${row.id}`}
                    position={item.index}
                    size={nextCursor === null ? rows.length : -1}
                    current={row.id === cursor}
                    open={row.id === address.open}
                    gone={left.has(row.id)}
                    showStatus={!oneStatus.has(address.view)}
                    onChoose={onChoose}
                  />
                </div>
              )
            })}
          </div>
        )}
      </div>
    </>
  )
}
