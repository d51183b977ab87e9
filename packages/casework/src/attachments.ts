import { plural, type Text } from '@otklik/regulations'
import type { Attachment } from './events.ts'
import { nouns } from './attachment-nouns.ts'

/** What an edit did to the attachments of a message. `moved`: the same ones stand in another order. */
export type Exchange = { readonly added: readonly Attachment[]; readonly removed: readonly Attachment[]; readonly moved: boolean }

/** The same picture has another address at each telling of a network that signs its addresses: its own key tells more. */
const identity = ({ kind, key, url, title }: Attachment): string => JSON.stringify([kind, key ?? (url === '' ? (title ?? '') : url)])

/** What became of the attachments; null: nothing. */
export function exchanged(before: readonly Attachment[], after: readonly Attachment[]): Exchange | null {
  const [had, has] = [before.map(identity), after.map(identity)]
  if (had.length === has.length && had.every((one, index) => one === has[index])) return null
  const added = without(after, had)
  const removed = without(before, has)
  return { added, removed, moved: added.length + removed.length === 0 }
}

/** `all` without as many of each as stand in `others`. */
export function withoutThose(all: readonly Attachment[], others: readonly Attachment[]): readonly Attachment[] {
  return without(all, others.map(identity))
}

function without(all: readonly Attachment[], others: readonly string[]): readonly Attachment[] {
  const left = [...others]
  return all.filter((one) => {
    const at = left.indexOf(identity(one))
    if (at >= 0) left.splice(at, 1)
    return at < 0
  })
}

type Shown = Pick<Attachment, 'kind' | 'title'>

/**
 * What a message carries, in a few words: «Фото», «2 фото, документ: смета.pdf»; null where it carries nothing. `titles: false` leaves out
 * what citizens called their files.
 */
export function attachedWords(attachments: readonly Shown[], { titles = true }: { readonly titles?: boolean } = {}): Text | null {
  if (attachments.length === 0) return null
  const groups = [...Map.groupBy(attachments, ({ kind }) => kind)].map(([kind, ones]) => {
    const noun = nounOf(kind)
    const [first] = ones
    if (ones.length === 1) return entitled(noun.one, titles ? first?.title : undefined)
    const { ru, en } = noun
    return { ru: `${ones.length} ${plural(ones.length, ru)}`, en: `${ones.length} ${en[1]}` }
  })
  return { ru: capital(groups.map(({ ru }) => ru).join(', ')), en: capital(groups.map(({ en }) => en).join(', ')) }
}

/** A name for each attachment: «Фото 1», «Документ: смета.pdf». Numbered where there are more of a kind than one. */
export function attachmentNames(attachments: readonly Shown[]): readonly Text[] {
  const seen = new Map<string, number>()
  return attachments.map(({ kind, title }) => {
    const number = (seen.get(kind) ?? 0) + 1
    seen.set(kind, number)
    const alone = attachments.filter((one) => one.kind === kind).length === 1
    const { one } = nounOf(kind)
    const numbered = alone ? one : { ru: `${one.ru} ${number}`, en: `${one.en} ${number}` }
    const { ru, en } = entitled(numbered, title)
    return { ru: capital(ru), en: capital(en) }
  })
}

function entitled(noun: Text, title: string | undefined): Text {
  return title === undefined || title === '' ? noun : { ru: `${noun.ru}: ${title}`, en: `${noun.en}: ${title}` }
}

/** A kind that nobody foresaw is called as its network calls it. */
function nounOf(kind: string) {
  const known = Object.hasOwn(nouns, kind) ? nouns[kind] : undefined
  if (known !== undefined) return { ru: known.ru, en: known.en, one: { ru: known.ru[0], en: known.en[0] } }
  const ru = [`вложение (${kind})`, `вложения (${kind})`, `вложений (${kind})`] as const
  const en = [`attachment (${kind})`, `attachments (${kind})`] as const
  return { ru, en, one: { ru: ru[0], en: en[0] } }
}

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)
