import { createContext, use, useMemo } from 'react'
import { hitsIn } from '@otklik/casework/hits'
import styles from './marked.module.css'

/** What is searched for on this page; absent where nothing is. */
export const Sought = createContext<string | undefined>(undefined)

/** A stranger's text, as text, with the words marked that the search found it by: the same folding and stems as the server's. */
export function Marked({ text }: { readonly text: string }) {
  const sought = use(Sought)
  const pieces = useMemo(() => (sought === undefined ? null : piecesOf(text, sought)), [text, sought])
  if (pieces === null) return text
  return pieces.map((piece, index) =>
    piece.hit ? (
      <mark key={index} className={styles.hit}>
        {piece.text}
      </mark>
    ) : (
      piece.text
    ),
  )
}

function piecesOf(text: string, sought: string): { readonly text: string; readonly hit: boolean }[] {
  const pieces: { text: string; hit: boolean }[] = []
  let end = 0
  for (const { from, to } of hitsIn(text, sought)) {
    pieces.push({ text: text.slice(end, from), hit: false }, { text: text.slice(from, to), hit: true })
    end = to
  }
  return [...pieces, { text: text.slice(end), hit: false }].filter((piece) => piece.text !== '')
}
