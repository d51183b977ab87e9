import { expect, test } from 'vitest'
import { releasePath, procedureOf } from '@otklik/regulations'
import { en } from '../apps/web/src/words/en.ts'
import { ru } from '../apps/web/src/words/ru.ts'
import { wordsUnder } from '../apps/web/src/words/under-act.ts'
import { statusWords } from '../packages/casework/src/status-words.ts'
import { shippedRegulations } from '../packages/regulations/shipped/index.ts'

/** One thing, one name: a refusal speaks of a state as the queue, the card and the filters do. */
test.each(shippedRegulations().map((act) => [act.id, procedureOf(act)] as const))(
  'a state has one name on every screen and in every refusal, under %s',
  (_id, procedure) => {
    for (const [lang, words] of [
      ['ru', ru],
      ['en', en],
    ] as const) {
      const shown = wordsUnder(words, releasePath(procedure)).queue.status
      const refused = (Object.keys(shown) as (keyof typeof shown)[]).map((status) => [status, statusWords(status, procedure)[lang]])
      expect(shown).toEqual(Object.fromEntries(refused))
    }
  },
)
