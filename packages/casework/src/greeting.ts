/** Ё as е, one kind of space, no emoji or punctuation in front: what is left is how the reply begins. */
function opening(text: string): string {
  return text
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/\s+/gu, ' ')
    .replace(/^[^\p{L}]+/u, '')
    .slice(0, 160)
}

const greetings = [
  /^(?:здравствуй(?:те)?|приветству(?:ю|ем)|привет)(?!\p{L})/u,
  /^добр(?:ый|ое|ого|ой) (?:день|дня|вечер|вечера|утро|утра|ночи|времени)(?!\p{L})/u,
  /^доброго здоровья(?!\p{L})/u,
  /^(?:глубоко)?уважаем(?:ый|ая|ые)(?!\p{L})/u,
  /^дорог(?:ой|ая|ие) (?:друзья|земляки|жители|соседи|\p{L}+)(?!\p{L})/u,
  /^(?:good (?:morning|day|afternoon|evening)|hello|dear)(?!\p{L})/u,
]

/** «Иван, здравствуйте»; «Мария Петровна, добрый день»; VK's own way to address somebody: `[id123|Иван], …`. */
const nameFirst = /^(\p{L}[\p{L}-]*(?: \p{L}[\p{L}-]*){0,2}) ?[,!.] ?(.*)$/u

/** Capitalised words and a comma or an exclamation mark after them: «Анна Сергеевна, яму засыпали». */
const address = /^[^\p{L}]*\p{Lu}[\p{Ll}-]+(?: \p{Lu}[\p{Ll}-]+){0,2} ?[,!]/u

/** First words that stand before a comma without addressing anybody. */
const notNames = new Set(
  (
    'да нет конечно итак однако увы кстати например возможно вероятно пожалуйста спасибо благодарим во-первых сегодня завтра вчера хорошо ' +
    'понятно принято действительно видимо разумеется согласны верно наконец значит собственно впрочем ну что там ямы яма работы'
  ).split(' '),
)

/**
 * Does a reply begin with a greeting or an address to its author (L-16, E-7)? Case, ё, punctuation, emoji and line breaks do not matter.
 * A bare name counts as an address when it is capitalised and set off by a comma or an exclamation mark.
 */
export function startsWithGreeting(text: string): boolean {
  const mention = /^\s*\[(?:id|club)\d+\|[^\]]+\]/u
  if (mention.test(text)) return true
  const start = opening(text)
  if (greetings.some((greeting) => greeting.test(start))) return true
  const named = nameFirst.exec(start)
  if (named === null) return false
  const [, name = '', rest = ''] = named
  if (greetings.some((greeting) => greeting.test(rest.replace(/^[^\p{L}]+/u, '')))) return true
  return address.test(text.replace(/\s+/gu, ' ')) && !notNames.has(name.split(' ')[0] ?? '')
}
