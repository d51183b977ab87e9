import type { ErrorClass } from '../port/connector-error.ts'

/** What an error code of VK means: its class, whether the request may have been carried out all the same, and words for a person. */
export type VkError = {
  readonly kind: ErrorClass
  /** True when VK answers so although it may have done what was asked: a write must be read back before it is tried again. */
  readonly doubtful: boolean
  readonly ru: string
  readonly en: string
}

const row = (kind: ErrorClass, ru: string, en: string, doubtful = false): VkError => ({ kind, doubtful, ru, en })

const trouble = (doubtful: boolean) => row('retry', 'ВКонтакте временно не справляется', 'VK is in trouble for the moment', doubtful)
const flood = row(
  'flood',
  'ВКонтакте просит сделать перерыв: слишком много однотипных действий',
  'VK asks for a break: too many alike actions',
)
const quota = row('quota', 'Исчерпан суточный предел ВКонтакте', 'The daily limit of VK is used up')
const confirm = row(
  'human',
  'ВКонтакте требует подтверждения человеком: войдите в сообщество в браузере и подтвердите действие',
  'VK wants a person: open the community in a browser and confirm the action',
)
const dead = row(
  'token',
  'Ключ доступа не действует: выпустите новый в настройках сообщества и впишите его в подключение',
  "The access key is dead: issue a new one in the community's settings and put it into the connection",
)
const wrongKind = row('token', 'Для этого действия нужен ключ другого вида', 'This action needs a key of another kind')
const right = row(
  'permission',
  'У ключа нет права на это действие: дайте право в настройках сообщества',
  "The key has no right to do this: grant it in the community's settings",
)
const request = row('config', 'ВКонтакте не принял параметры запроса', "VK did not accept the request's parameters")
const gone = row('gone', 'Запись или комментарий удалены', 'The post or comment has been deleted')
const shut = row(
  'closed',
  'Комментировать здесь нельзя: комментарии закрыты или доступ ограничен автором',
  'No commenting here: comments are closed or the author has restricted access',
)
const kept = row('blocked', 'Автор или ВКонтакте не допускает нас к этой странице', 'The author or VK keeps us out of this page')
const file = row('invalid', 'ВКонтакте не принял файл', 'VK did not accept the file')

/** Codes by row; every code stands here once. From VK's errors.json (5.199). */
const rows: readonly (readonly [codes: readonly number[], error: VkError])[] = [
  // 1, 10 and 36 come from behind the point where the comment is written: it may stand.
  [[1, 10, 36], trouble(true)],
  [[43], trouble(false)],
  [[6], row('throttle', 'Слишком много запросов в секунду', 'Too many requests a second')],
  [[9, 32, 223, 1105], flood],
  [[29, 601], quota],
  [[14, 17, 24, 703, 704, 3300, 3301, 3302, 3303, 3304, 11500], confirm],
  [[5, 1114, 1116, 1117, 3609], dead],
  [[27, 28], wrongKind],
  [[7, 15, 20, 21, 23, 200, 203, 260], right],
  [[3, 8, 100, 101, 113, 125, 129, 150, 9999], request],
  [[18, 104, 210, 211], gone],
  [[30, 212, 213, 801], shut],
  [[19], kept],
  // Posts: no slot left, an advertisement too soon or too many, links forbidden.
  [[214], right],
  [[219, 220], flood],
  [[222], row('invalid', 'Ссылки в тексте здесь запрещены', 'Links in the text are forbidden here')],
  [[224], quota],
  // Private messages.
  [[900, 901, 902], kept],
  [[914], row('invalid', 'Текст длиннее, чем принимает ВКонтакте', 'The text is longer than VK takes')],
  [[917, 922, 927, 945, 950, 1012], shut],
  // Uploads.
  [[22, 105, 114, 118, 121, 122, 300], file],
]

/** The table: each code once (tested). A code that is not here is treated as doubtful: nobody knows what VK did. */
export const vkErrors: ReadonlyMap<number, VkError> = new Map(rows.flatMap(([codes, error]) => codes.map((code) => [code, error] as const)))

/** How many codes the rows name, repeats counted; equals the table's size when no code stands twice. */
export const namedCodes = rows.reduce((sum, [codes]) => sum + codes.length, 0)

const unknown = row('retry', 'ВКонтакте ответил кодом, которого нет в таблице', 'VK answered with a code that is not in the table', true)

export const errorOf = (code: number): VkError => vkErrors.get(code) ?? unknown
