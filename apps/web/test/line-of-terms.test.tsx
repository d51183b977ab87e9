import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import type { ObligationView } from '@otklik/contract'
import { LineOfTerms } from '../src/terms/line-of-terms.tsx'
import { ru } from '../src/words/ru.ts'
import { WordsProvider } from '../src/words/words.tsx'
import { at, town, zone } from './town.ts'

const obligation = (more: Partial<ObligationView>): ObligationView => ({
  norm: 'route',
  occurrence: 1,
  clause: 'L-7',
  actor: 'curator',
  unitId: null,
  clock: 'wh',
  start: at('2024-11-07T09:00'),
  due: at('2024-11-07T10:00'),
  status: 'met',
  metAt: at('2024-11-07T09:40'),
  leftWorking: 20 * 60_000,
  reading: null,
  provisional: false,
  explanation: null,
  ...more,
})

const draw = (obligations: ObligationView[], now: string) =>
  renderToStaticMarkup(
    <WordsProvider initial={ru}>
      <LineOfTerms obligations={obligations} stretches={town} zone={zone} now={at(now)} fixedWidth={360} />
    </WordsProvider>,
  )

describe('The line of terms', () => {
  it('says of each obligation in one sentence what it is, who owes it, from when to when and how it stands', () => {
    const html = draw([obligation({})], '2024-11-07T12:00')
    expect(html).toContain(
      'aria-label="п. 7 · Направить, куратор. 7 нояб., 09:00 – 7 нояб., 10:00. выполнено 7 нояб., 09:40, с запасом 20 мин."',
    )
  })
  it('says how late a breached one was met', () => {
    const late = obligation({ status: 'breached', metAt: at('2024-11-07T11:00'), leftWorking: -3_600_000 })
    expect(draw([late], '2024-11-07T12:00')).toContain('выполнено 7 нояб., 11:00, позже срока на 1 ч')
  })
  it('names the reading on which a date rests', () => {
    const read = obligation({ reading: { ru: 'часы акта — рабочие', en: 'hours of the act are working ones' } })
    const html = draw([read], '2024-11-07T12:00')
    expect(html).toContain('(толкование)')
    expect(html).toContain('Толкование акта: часы акта — рабочие')
  })
  it('tells states apart by more than colour', () => {
    const states = [
      obligation({}),
      obligation({ norm: 'draft', status: 'breached', metAt: null, leftWorking: null }),
      obligation({ norm: 'publish', status: 'cancelled', metAt: null }),
    ]
    const html = draw(states, '2024-11-07T12:00')
    for (const state of ['met', 'breached', 'cancelled']) expect(html).toContain(`data-state="${state}"`)
    expect(html).toContain('url(#')
  })
  it('with nothing owed says so', () => expect(draw([], '2024-11-07T12:00')).toContain('Сроки ещё не начались.'))
})
