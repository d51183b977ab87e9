/**
 * Words that no reply of an administration may hold (L-16: polite, no insult, no familiarity). A small honest set of stems, not a dictionary:
 * it catches what slips out in anger; tone is for the person who lets the reply out. A stem counts only where a word begins,
 * so that «хлеба», «требования», «тупик» and «себя» stay clean.
 */
const stems = [
  // Obscene.
  '(?:на|по|о|за|ни|не|до|у|от)?ху(?:[йяё]|е[влстп]|и(?!\\p{L})|ил)',
  '(?:рас|с|от|за|на|о)?пизд',
  'бля(?:д|т|(?!\\p{L}))',
  '(?:за|на|вы|по|у|от|до|про|разъ|съ|въ|объ|подъ|отъ|изъ)?[её]б(?:а[лнт]|ну|уч|и[тсл])',
  'муд(?:ак|ил|озвон)',
  'г[ао]ндон',
  'залуп',
  'сук(?:а|и|ин)(?!\\p{L}{3})',
  // Insulting.
  'идиот',
  'дебил',
  'кретин',
  'придур',
  'дура[кч]',
  'дур[аы](?!\\p{L})',
  'туп(?:ой|ая|ые|ица|ицы|оголов|орыл)(?!\\p{L})',
  'скотин',
  'твар[ьи](?!\\p{L})',
  'мраз(?:ь|и|ям|ей)(?!\\p{L})',
  'сволоч',
  'ублюд',
  'урод(?:ы|ов|а|ина)?(?!\\p{L})',
  'ничтожеств',
  // Familiar.
  'заткни',
  'отвали(?!\\p{L})',
  'отстань',
  'иди(?:те)? (?:вы )?(?:на|в) (?:хер|фиг|жоп)',
]

const insult = new RegExp(`(?<!\\p{L})(?:${stems.join('|')})\\p{L}*`, 'giu')

/** The words of a text that insult, as they stand in it, in order. */
export function insults(text: string): readonly string[] {
  return [...text.matchAll(insult)].map(([word]) => word)
}
