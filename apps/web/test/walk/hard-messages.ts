import { orderNetwork } from './community.ts'

const sentence = 'Во дворе дома 14 по Кедровой третий месяц стоит вода, дети ходят в школу по доскам, и никто не приезжает.'

/** Messages as nobody writes them in a demonstration, and as citizens do: what a layout breaks on. */
export const hardMessages = {
  long: {
    name: 'Людмила Терпеливая',
    text: `Длинная история. ${Array.from({ length: 33 }, (_, day) => `День ${day + 1}. ${sentence}`).join('\n\n')}`,
  },
  spaceless: { name: 'Аноним', text: `Адрес https://example.org/${'а'.repeat(400)}${'%D0%B0'.repeat(500)}` },
  rightToLeft: { name: 'ליאור כהן', text: 'שלום! הפנס ברחוב קדרובאיה 14 לא דולק כבר שבועיים 🙏🏽👨‍👩‍👧‍👦🇷🇺 спасибо' },
  longName: { name: `${'Константинопольская'.repeat(4)} Всеволода Ярополковна`, text: 'Не работает лифт в третьем подъезде, дом 5.' },
  talked: { name: 'Зоя Разговорова', text: 'Когда отремонтируют мост через Яр? Обсудим здесь.' },
} as const

/** Writes one as a citizen under a post; answers the comment's number in the network. */
export async function writeHard(community: string, which: keyof typeof hardMessages, postId = 1): Promise<number> {
  const { name, text } = hardMessages[which]
  const { id } = await orderNetwork<{ id: number }>(community, 'comments', { postId, authorName: name, text })
  return id
}

/** A discussion of so many answers under a comment, by many people. */
export async function talkUnder(community: string, commentId: number, answers: number, postId = 1): Promise<void> {
  for (let number = 1; number <= answers; number++) {
    const authorName = `Житель ${number % 40}`
    await orderNetwork(community, 'comments', { postId, authorName, text: `Мнение ${number}. ${sentence}`, replyTo: commentId })
  }
}
