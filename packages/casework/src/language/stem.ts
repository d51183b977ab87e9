// Porter's stemmer for Russian as Snowball publishes it, the one that PostgreSQL's `russian_stem` is: a test compares both.

const vowels = 'аеиоуыэюя'
const afterFirstVowel = new RegExp(`^[^${vowels}]*[${vowels}]`, 'u')
const region = new RegExp(`^.*?[${vowels}][^${vowels}]`, 'u')

const gerund = /(?:(?:ив|ыв)(?:ши(?:сь)?)?|(?<=[ая])в(?:ши(?:сь)?)?)$/u
const reflexive = /с[яь]$/u
const adjective = /(?:ее|ие|ые|ое|ими|ыми|ей|ий|ый|ой|ем|им|ым|ом|его|ого|ему|ому|их|ых|ую|юю|ая|яя|ою|ею)$/u
const participle = /(?:ивш|ывш|ующ|(?<=[ая])(?:ем|нн|вш|ющ|щ))$/u
const verb =
  /(?:ила|ыла|ена|ейте|уйте|ите|или|ыли|ей|уй|ил|ыл|им|ым|ен|ило|ыло|ено|ят|ует|уют|ит|ыт|ены|ить|ыть|ишь|ую|ю|(?<=[ая])(?:ла|на|ете|йте|ли|й|л|ем|н|ло|но|ет|ют|ны|ть|ешь|нно))$/u
const noun = /(?:а|ев|ов|ие|ье|е|иями|ями|ами|еи|ии|и|ией|ей|ой|ий|й|иям|ям|ием|ем|ам|ом|о|у|ах|иях|ях|ы|ь|ию|ью|ю|ия|ья|я)$/u

/** The stem of a folded Russian word (ё as е): words of one stem are forms of one word, as search sees it. Other words are their own stem. */
export function stemOf(word: string): string {
  const start = afterFirstVowel.exec(word)?.[0].length
  if (start === undefined) return word
  const head = word.slice(0, start)
  const first = region.exec(word)?.[0].length ?? word.length
  const second = first + (region.exec(word.slice(first))?.[0].length ?? word.length)
  let tail = ending(word.slice(start))
  tail = tail.replace(/и$/u, '')
  const derived = /ость?$/u.exec(tail)
  if (derived !== null && start + derived.index >= second) tail = tail.slice(0, derived.index)
  if (/ейше?$/u.test(tail)) tail = tail.replace(/ейше?$/u, '').replace(/нн$/u, 'н')
  else if (tail.endsWith('нн')) tail = tail.slice(0, -1)
  else tail = tail.replace(/ь$/u, '')
  return head + tail
}

/** Step 1. Endings are anchored at the end, so the leftmost match is the longest ending. */
function ending(tail: string): string {
  if (gerund.test(tail)) return tail.replace(gerund, '')
  const bare = tail.replace(reflexive, '')
  if (adjective.test(bare)) return bare.replace(adjective, '').replace(participle, '')
  if (verb.test(bare)) return bare.replace(verb, '')
  return bare.replace(noun, '')
}
