import type { Attachment } from '@otklik/casework'
import { largestPicture, pictureOf } from './pictures.ts'
import { fieldsOf, isFields, list, text } from './shape.ts'
import type { Fields } from './shape.ts'

/** VK takes two in a comment and ten in a post; more than this is nobody's message. */
const most = 50

/** Where people read VK, for what has no address of its own. */
const site = 'https://vk.com'

/** A photo is called so whether it was uploaded here or elsewhere first. */
const kindOf = (kind: string): string => (kind === 'posted_photo' ? 'photo' : kind)

/**
 * What stands beside a comment or a post, in VK's order, each with an address a person can open where there is one: the largest size of a
 * picture, the file of a document, the page of anything else, with the access key where the thing is private. Kinds not known here keep VK's word; what has
 * none is `other`.
 */
export function readAttachments(value: unknown): readonly Attachment[] {
  return list(value)
    .slice(0, most)
    .flatMap((item) => {
      if (!isFields(item)) return []
      const type = text(item['type'])
      const kind = /^[a-z][a-z_0-9]{0,39}$/.test(type) ? type : 'other'
      const body = fieldsOf(item[type])
      const url = webAddress(addressOf(kind, body))
      const [title, key] = [kind === 'link' ? withHost(titleOf(body), url) : titleOf(body), keyOf(kind, body)]
      return [{ kind: kindOf(kind), url, ...(title === '' ? {} : { title }), ...(key === '' ? {} : { key }) }]
    })
}

/** An address that may stand behind a link; empty for anything else. */
const webAddress = (url: string): string => (/^https?:\/\/\S+$/.test(url) && url.length <= 2_000 ? url : '')

/** In one line, without signs that cannot be seen or turn the line round: it comes from whoever named the file. */
function titleOf(body: Fields): string {
  const name = [body['title'], body['question'], body['name'], body['caption']].map(text).find((each) => each.trim() !== '') ?? ''
  return name
    .toWellFormed()
    .replace(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 200)
    .toWellFormed()
}

/** Nothing hides where a link leads: whoever made the page wrote its title. */
function withHost(title: string, url: string): string {
  const host = url === '' || !URL.canParse(url) ? '' : new URL(url).host
  return title === '' || host === '' ? title || host : `${title} (${host})`
}

/** The digits of a number, however VK or what stands between wrote it: nothing is counted with them. */
function numberOf(value: unknown): string | null {
  const digits = typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : text(value)
  return /^-?\d{1,20}$/.test(digits) ? digits : null
}

/** The same thing has the same key at each telling, while VK signs its addresses anew. */
function keyOf(kind: string, body: Fields): string {
  const id = numberOf(body['id']) ?? numberOf(body['sticker_id'])
  if (id === null) return ''
  const owner = ownerOf(body)
  return owner === null ? `${kind}_${id}` : `${kind}${owner}_${id}`
}

const ownerOf = (body: Fields): string | null => numberOf(body['owner_id']) ?? numberOf(body['to_id']) ?? numberOf(body['from_id'])

function addressOf(kind: string, body: Fields): string {
  if (kind === 'photo' || kind === 'posted_photo') return pictureOf(body) || pageOf('photo', body)
  if (kind === 'sticker' || kind === 'gift' || kind === 'graffiti') return largestPicture(body)
  if (kind === 'audio_message') return text(body['link_mp3']) || text(body['link_ogg'])
  const own = text(body['url']) || text(body['view_url'])
  if (own === '') return pageOf(kind, body)
  // An address of VK's own page without a signature opens what is private with its key alone.
  return /^https:\/\/(?:m\.)?vk\.(?:com|ru)\/[\w/-]+$/.test(own) ? `${own}${accessOf(body)}` : own
}

function accessOf(body: Fields): string {
  const key = text(body['access_key'])
  return /^[\w-]{1,100}$/.test(key) ? `?access_key=${key}` : ''
}

/** Words of addresses that differ from the kind's own. */
const pages: Readonly<Record<string, string>> = { market: 'product', audio_playlist: 'music/playlist/' }

function pageOf(kind: string, body: Fields): string {
  const [owner, id] = [ownerOf(body), numberOf(body['id'])]
  if (owner === null || id === null) return ''
  if (kind === 'wall_reply') {
    const post = numberOf(body['post_id'])
    return post === null ? '' : `${site}/wall${owner}_${post}?reply=${id}`
  }
  if (kind === 'market_album') return `${site}/market${owner}?section=album_${id}`
  return `${site}/${pages[kind] ?? kind}${owner}_${id}${accessOf(body)}`
}
