import type { ActFailure } from '@otklik/record'
import type { ActOutcome, Photo } from '../port/act.ts'
import { does } from '../port/capability.ts'
import type { VkAccess } from './access.ts'
import { outcomeOf } from './outcome.ts'
import { uploadPhoto } from './photos.ts'

/** What a reply or a post says. */
export type Said = { readonly text: string; readonly files: readonly Photo[] }

export const reject = (reason: ActFailure, detail: string): ActOutcome => ({ outcome: 'rejected', reason, detail })

/** What can be known of words and photos without asking VK; null: VK may take them. Nothing has been sent when this speaks. */
export function objection(
  { text, files }: Said,
  can: VkAccess['can'],
  limits: { readonly textLength: number; readonly photos: number },
): ActOutcome | null {
  if (text.trim() === '' && files.length === 0) return reject('invalid', 'Текст пуст. — The text is empty.')
  if (text.length > limits.textLength) {
    return reject(
      'invalid',
      `Текст ${text.length} знаков, ВКонтакте принимает ${limits.textLength}: сократите. — The text is too long for VK: shorten it.`,
    )
  }
  if (files.length > limits.photos) {
    return reject('invalid', `Фотографий больше ${limits.photos}. — More than ${limits.photos} photos.`)
  }
  if (files.length > 0 && !does(can, 'photos')) {
    return reject(
      'permission',
      'Фотографию можно приложить только с ключом пользователя — администратора сообщества: добавьте его в подключение или уберите фото. ' +
        '— A photo needs the key of a person who administers the community: add it to the connection or take the photo out.',
    )
  }
  return null
}

/** The words and photos as parameters of a method that puts them up. Uploads come first: nobody sees a photo that is not attached. */
export async function given(
  { client, ownId, now }: VkAccess,
  { text, files }: Said,
  signal: AbortSignal | undefined,
): Promise<{ readonly message?: string; readonly attachments?: string } | { readonly failed: ActOutcome }> {
  const attachments: string[] = []
  for (const photo of files) {
    const uploaded = await uploadPhoto(client, ownId, photo, signal)
    if (uploaded.kind !== 'uploaded') return { failed: outcomeOf(uploaded, false, now()) }
    attachments.push(uploaded.attachment)
  }
  return {
    ...(text.trim() === '' ? {} : { message: text.toWellFormed() }),
    ...(attachments.length === 0 ? {} : { attachments: attachments.join(',') }),
  }
}
