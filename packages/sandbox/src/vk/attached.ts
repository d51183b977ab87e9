import type { Random } from './random.ts'
import { Refusal } from './refusal.ts'

type Kept = { readonly id: number; readonly owner: number; readonly accessKey: string; readonly type: string; readonly bytes: Uint8Array }

export type Photo = Kept & { readonly kind: 'photo' }
export type Doc = Kept & { readonly kind: 'doc'; readonly title: string }
/** Anything else in VK's own form, `{ type, [type]: … }`: stickers, films, what VK may invent. */
export type Other = { readonly kind: 'other'; readonly view: Readonly<Record<string, unknown>> }
/** What stands beside a comment's text, in the order shown. */
export type Attached = Photo | Doc | Other

export type File = { readonly name: string; readonly bytes: Uint8Array }

/** What a comment is given: numbers of its own photos and documents that stay, files, and things in VK's own form. */
export type Given = {
  readonly keep?: readonly number[]
  readonly files?: readonly File[]
  readonly raw?: readonly Readonly<Record<string, unknown>>[]
}

/** Two to a comment, and a sticker stands alone (VK's own client). */
const most = 2

/** VK keeps no music and no programs as documents. */
const refused = /\.(?:mp3|exe|com|scr|bat|cmd|msi)$/i

/** Kinds of picture by their first bytes: the name and the declared type prove nothing. */
export function pictureType(bytes: Uint8Array): string | null {
  const start = Buffer.from(bytes.subarray(0, 8)).toString('hex')
  if (start.startsWith('ffd8ff')) return 'image/jpeg'
  if (start === '89504e470d0a1a0a') return 'image/png'
  return start.startsWith('47494638') ? 'image/gif' : null
}

export const isKept = (one: Attached): one is Photo | Doc => one.kind !== 'other'

/** Refuses what VK would not take beside this text. */
export function mustFit(text: string, attached: readonly Attached[]): void {
  if (text === '' && attached.length === 0) throw new Refusal(100, 'message is empty')
  if (attached.length > most) throw new Refusal(100, 'too many attachments')
  const sticker = attached.some((one) => one.kind === 'other' && one.view['type'] === 'sticker')
  if (sticker && (attached.length > 1 || text !== '')) throw new Refusal(100, 'a sticker stands alone')
}

/** Photos and documents of the pretended VK, by number. */
export function createShelf(newId: () => number, random: Random) {
  const kept = new Map<number, Photo | Doc>()

  function put<One extends Photo | Doc>(one: One): One {
    kept.set(one.id, one)
    return one
  }
  const keepPhoto = (owner: number, type: string, bytes: Uint8Array): Photo =>
    put({ kind: 'photo', id: newId(), owner, accessKey: random.hex(18), type, bytes })

  function keepFile(owner: number, { name, bytes }: File): Photo | Doc {
    const type = pictureType(bytes)
    if (type !== null) return keepPhoto(owner, type, bytes)
    if (bytes.length === 0 || refused.test(name)) throw new Refusal(100, 'document is not allowed')
    return put({
      kind: 'doc',
      id: newId(),
      owner,
      accessKey: random.hex(18),
      type: 'application/octet-stream',
      title: name.slice(0, 255),
      bytes,
    })
  }

  return {
    clear: () => kept.clear(),
    put,
    keepPhoto,
    photo(id: number): Photo | undefined {
      const found = kept.get(id)
      return found?.kind === 'photo' ? found : undefined
    },
    doc(id: number): Doc | undefined {
      const found = kept.get(id)
      return found?.kind === 'doc' ? found : undefined
    },
    /** What a citizen gives to a comment, in this order: what stays of it, new files, the rest. Nothing is kept when one of it is refused. */
    gather(owner: number, { keep = [], files = [], raw = [] }: Given, before: readonly Attached[] = []): readonly Attached[] {
      const stays = before.filter((one) => isKept(one) && keep.includes(one.id))
      if (stays.length + files.length + raw.length > most) throw new Refusal(100, 'too many attachments')
      const others = raw.map((view): Other => ({ kind: 'other', view }))
      return [...stays, ...files.map((file) => keepFile(owner, file)), ...others]
    },
  }
}
