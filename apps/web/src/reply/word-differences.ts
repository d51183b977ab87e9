import { diffArrays } from 'diff'

export type Difference = { readonly kind: 'same' | 'added' | 'removed'; readonly text: string }

/** Words, runs of space, single signs. The library's own splitting knows no Cyrillic and would cut words into letters. */
const tokens = (text: string): string[] => text.match(/[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*|\s+|[^\s\p{L}\p{N}]/gu) ?? []

const onlySpace = (text: string) => /^[^\S\n]+$/.test(text)

/**
 * What changed from one revision to the next, word by word; spaces and line breaks are kept. Neighbouring words that changed stand
 * together, what was removed before what was added: a person reads phrases, not every second word of two sentences at once.
 * `same` and `removed` in a row are the text before, `same` and `added` the text after.
 */
export function wordDifferences(before: string, after: string): Difference[] {
  const parts = diffArrays(tokens(before), tokens(after)).map(({ added, removed, value }) => ({
    kind: added ? ('added' as const) : removed ? ('removed' as const) : ('same' as const),
    text: value.join(''),
  }))
  const told: Difference[] = []
  let changed = { removed: '', added: '' }
  const tell = () => {
    if (changed.removed !== '') told.push({ kind: 'removed', text: changed.removed })
    if (changed.added !== '') told.push({ kind: 'added', text: changed.added })
    changed = { removed: '', added: '' }
  }
  for (const [place, { kind, text }] of parts.entries()) {
    if (kind !== 'same') changed = { ...changed, [kind]: changed[kind] + text }
    else if (replaces(changed) && onlySpace(text) && place < parts.length - 1) {
      changed = { removed: changed.removed + text, added: changed.added + text }
    } else {
      tell()
      told.push({ kind, text })
    }
  }
  tell()
  return told
}

/** Did one wording take the place of another? Words that were only put in or only struck out stand for themselves. */
const replaces = ({ removed, added }: { removed: string; added: string }) => removed !== '' && added !== ''
