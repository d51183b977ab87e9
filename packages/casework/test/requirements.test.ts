import { describe, expect, test } from 'vitest'
import { insults } from '../src/civility.ts'
import { startsWithGreeting } from '../src/greeting.ts'
import { requirementStates, unmetRequirements } from '../src/index.ts'
import { lesozavodsk, yelets } from './acts.ts'

const own = (id: string) => ({ requirements: [{ ...yelets.requirements[0], id }] }) as Pick<typeof yelets, 'requirements'>

describe('a greeting or an address (L-16, E-7)', () => {
  test.each([
    'Здравствуйте! Яму засыплют.',
    'ЗДРАВСТВУЙТЕ, Анна.',
    '  \n Добрый день, Иван Петрович!',
    'Доброго времени суток!',
    'Доброе утро. Спасибо за сигнал',
    'Уважаемая Анна, работы идут',
    'Уважаемые жители!',
    'Иван, здравствуйте! Работы идут.',
    'Мария Петровна, добрый день',
    'Пётр, яму засыпали вчера.',
    'Алёна! Автобус вернули.',
    '[id123|Иван], спасибо за сообщение',
    '👋 Приветствуем вас!',
    '«Здравствуйте», — так и начнём',
  ])('is there: %s', (text) => expect(startsWithGreeting(text)).toBe(true))

  test.each([
    '',
    'Яму засыплют до пятницы.',
    'Работы на вашей улице идут, здравствуйте',
    'Спасибо, передали подрядчику',
    'Да, мы знаем об этой яме',
    'Однако, работы идут',
    'Здравоохранение работает',
    'добрый человек, не пишите',
    'яма, о которой вы пишете, засыпана',
  ])('is not there: %s', (text) => expect(startsWithGreeting(text)).toBe(false))
})

describe('politeness (L-16)', () => {
  test.each([
    'Вы идиот',
    'Сами вы дураки!',
    'Заткнитесь уже',
    'Не будьте ТУПЫМИ, тупые',
    'какого хуя',
    'дорога хуевая',
    'Сволочи!',
    'заебали вы',
  ])('is missing: %s', (text) => expect(insults(text)).not.toEqual([]))

  test.each([
    'Хлеба и требования жителей приняты',
    'Тупик у дома 5 расчистим',
    'Себя и соседей берегите',
    'Хулиганы разрисовали остановку, хуторские дороги похуже, ухудшений нет',
    'Вебинар для художников, мудрые решения, отвалилась плитка, уродился урожай',
    'Победа на конкурсе, дебаты, побелка',
    'Страхуем подрядчика, употребляем бюджет',
    'Команда дурашливых клоунов приедет',
    'Оскорблять никого не будем, колебания температуры учтём',
  ])('is not broken by innocent words: %s', (text) => expect(insults(text)).toEqual([]))
})

describe('requirements of the act against a text', () => {
  const draft = { text: 'Яму засыплют, дурак.', attachments: [] }

  test('say what to mend, with the clause beside', () => {
    const unmet = unmetRequirements(lesozavodsk, draft, [], 4096)
    expect(unmet.map(({ requirement }) => requirement.id)).toEqual(['greeting', 'polite', 'proof'])
    expect(unmet[1]?.reason?.ru).toBe('Уберите грубые слова: «дурак».')
    expect(unmet.every(({ requirement }) => requirement.clause === 'L-16')).toBe(true)
  })

  test('that people tick are met by ticking; computed ones are not', () => {
    const states = requirementStates(yelets, { text: 'Без привета', attachments: [] }, ['greeting', 'grammar'], 4096)
    expect(states.map(({ requirement, met }) => [requirement.id, met])).toEqual([
      ['greeting', false],
      ['grammar', true],
      ['complete', false],
    ])
  })

  test('length and links are counted', () => {
    expect(unmetRequirements(own('network-format'), { text: 'ответ', attachments: [] }, [], 4)[0]?.reason?.ru).toContain('на 1 зн.')
    const links = 'https://a.example '.repeat(6)
    expect(unmetRequirements(own('network-format'), { text: links, attachments: [] }, [], 4096)).toHaveLength(1)
    expect(unmetRequirements(own('network-format'), { text: ' ', attachments: [] }, [], 4096)).toHaveLength(1)
  })

  test('that nothing here can compute are never silently met', () => {
    const unknown = own('rhymes')
    expect(unmetRequirements(unknown, { text: 'Здравствуйте!', attachments: [] }, [], 4096)).toHaveLength(1)
    expect(unmetRequirements(unknown, { text: 'Здравствуйте!', attachments: [] }, ['rhymes'], 4096)).toHaveLength(0)
  })
})
