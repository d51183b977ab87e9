/** Russian text: fold, compare, check. Pure, and small enough for a browser. */
export { asRead, fold, foldWithPlaces, originalStretch, wordsOf, type Folded, type Stretch } from './fold.ts'
export { startsWithGreeting } from './greeting.ts'
export { rudePlaces, type RudePlace } from './civility.ts'
export { hitsIn } from './hits.ts'
export { nationalDigits, phonesIn } from './phones.ts'
export { stemOf } from './stem.ts'
export { beginningOf, shownName } from './shown.ts'
