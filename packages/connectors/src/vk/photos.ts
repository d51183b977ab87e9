import type { Photo } from '../port/act.ts'
import type { CallResult, VkClient } from './client.ts'
import { fieldsOf, integer, isFields, list, text } from './shape.ts'

type Failed = Exclude<CallResult, { kind: 'answered' }>
export type Uploaded = { readonly kind: 'uploaded'; readonly attachment: string } | Failed

/** Uploads may be slow: milliseconds for one photo. */
const uploadTimeout = 60_000

const odd = (where: string): Failed => ({ kind: 'unknown', detail: `${where}: ответ неожиданного вида` })

/**
 * A photo for words of ours: address from VK, multipart to that address, then saved on the community's wall (not published there). All with
 * the user key: VK refuses the community key here (error 27). Failing in the middle leaves an unused photo at VK and nothing to be seen.
 */
export async function uploadPhoto(client: VkClient, ownId: number, photo: Photo, signal: AbortSignal | undefined): Promise<Uploaded> {
  const place = await client.call('photos.getWallUploadServer', { group_id: ownId }, signal)
  if (place.kind !== 'answered') return place
  const address = text(fieldsOf(place.response)['upload_url'])
  if (address === '') return odd('photos.getWallUploadServer')

  const form = new FormData()
  // The name is the executor's; VK looks at the ending only.
  const ending = photo.type === 'image/png' ? 'png' : photo.type === 'image/gif' ? 'gif' : 'jpg'
  form.set('photo', new Blob([Uint8Array.from(photo.bytes)], { type: photo.type }), `photo.${ending}`)
  const answer = await client.visit(address, { method: 'POST', body: form }, uploadTimeout, signal)
  if (answer.kind !== 'answered') return { ...answer, detail: `upload: ${answer.detail}` }
  const fields = fieldsOf(answer.json)
  const [server, hash, saved] = [integer(fields['server']), text(fields['hash']), text(fields['photo'])]
  if (answer.status !== 200 || server === null || saved === '' || saved === '[]') return odd(`upload (HTTP ${answer.status})`)

  const result = await client.call('photos.saveWallPhoto', { group_id: ownId, photo: saved, server, hash }, signal)
  if (result.kind !== 'answered') return result
  const item = list(result.response)[0]
  if (!isFields(item)) return odd('photos.saveWallPhoto')
  const [owner, id, accessKey] = [integer(item['owner_id']), integer(item['id']), text(item['access_key'])]
  if (owner === null || id === null) return odd('photos.saveWallPhoto')
  return { kind: 'uploaded', attachment: `photo${owner}_${id}${accessKey === '' ? '' : `_${accessKey}`}` }
}
