import { refuse } from './refusal.ts'
import type { Refusal, ReplyLimits, Revision } from './state.ts'

/** Why the network would not take this reply, and what to do about it; null when it would. Asked before anything waits for a reader. */
export function beyondLimits(
  { text, attachments }: Pick<Revision, 'text' | 'attachments'>,
  { textLength, photos }: ReplyLimits,
  clause: string | null,
): Refusal | null {
  if (text.length > textLength) {
    const excess = text.length - textLength
    return refuse(
      'requirement-unmet',
      clause,
      `Соцсеть примет не больше ${textLength} знаков. Сократите ответ на ${excess}.`,
      `The network takes no more than ${textLength} characters. Shorten the reply by ${excess}.`,
    )
  }
  if (attachments.length <= photos) return null
  if (photos === 0) {
    return refuse(
      'requirement-unmet',
      clause,
      'Через это подключение фото не отправить. Уберите фото из ответа или попросите администратора добавить в подключение ключ для фотографий.',
      'This connection cannot send photos. Take them out of the reply, or ask the administrator to add the key for photos to the connection.',
    )
  }
  return refuse(
    'requirement-unmet',
    clause,
    `В ответе ${attachments.length} фото, а соцсеть примет не больше ${photos}. Уберите лишние.`,
    `The reply has ${attachments.length} photos, and the network takes no more than ${photos}. Take some out.`,
  )
}
