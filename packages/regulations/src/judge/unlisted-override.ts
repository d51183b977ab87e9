import { overrideOf } from '../act/overrides.ts'
import type { NormName, Override, Track } from '../act/types.ts'
import { inBoth, normWords } from '../act/words.ts'
import type { Objection } from './objection.ts'

/** What stands against setting the term of a norm that the act does not list; null where it does. `clause`: by which others can be set. */
export function unlisted(overrides: readonly Override[], norm: NormName, track: Track): Objection | null {
  if (overrideOf(overrides, norm, track) !== undefined) return null
  const others = overrides.filter((one) => one.tracks.includes(track))
  const names = inBoth((lang) =>
    others.map((one) => (lang === 'ru' ? `«${normWords[one.norm].ru}»` : `“${normWords[one.norm].en}”`)).join(', '),
  )
  const rest = {
    ru: others.length === 0 ? 'Других сроков он тоже назначать не даёт.' : `Назначить можно только: ${names.ru}.`,
    en: others.length === 0 ? 'It lets no other term be set either.' : `Only these can be set: ${names.en}.`,
  }
  return {
    clause: others[0]?.clause ?? null,
    text: {
      ru: `Акт не даёт назначать одному сообщению срок «${normWords[norm].ru}». ${rest.ru}`,
      en: `The act does not let the term “${normWords[norm].en}” be set for one message. ${rest.en}`,
    },
  }
}
