import { check, clauseText, normsTable, type Regulation, regulationSummary, sourceWords } from '../../packages/regulations/src/index.ts'
import { shippedRegulations } from '../../packages/regulations/shipped/index.ts'
import { page, table } from './table.ts'

const severities = { error: 'противоречие', warning: 'пробел', note: 'замечание' } as const

const conditions: Readonly<Record<string, string>> = {
  'importance:normal': 'важность обычная',
  'importance:high': 'важность высокая',
  'track:social': 'соцсети',
  'track:pos': 'ПОС',
  'track:incident': 'инцидент',
}

const conditionWords = (condition: string): string =>
  condition
    .split(' ')
    .map((part) => conditions[part] ?? part)
    .join(', ')

function normsOf(act: Regulation): string {
  const rows = normsTable(act).map(({ clause, term, words, condition, reading }) => [
    clauseText(act, clause).ru,
    words.norm.ru,
    words.actor.ru,
    term === '' ? 'назначается' : `\`${term}\``,
    words.from.ru,
    conditionWords(condition),
    reading?.ru ?? '',
  ])
  return table(['Пункт', 'Что', 'Кто', 'Срок', 'Откуда', 'Когда', 'Чтение'], rows)
}

function readingsOf({ readings }: Regulation): string {
  const told = Object.entries(readings).map(([id, { question, chosen, alternatives }]) => {
    const others = Object.entries(alternatives).filter(([name]) => name !== chosen)
    const rest = others.map(([name, text]) => ` Можно и так, \`${name}\`: ${text.ru}`).join('')
    return `- \`${id}\`: ${question.ru} Читаем так, \`${chosen}\`: ${alternatives[chosen]?.ru ?? ''}${rest}\n`
  })
  return told.length === 0 ? 'Акт понимается однозначно.\n' : told.join('')
}

function findingsOf(act: Regulation): string {
  const told = check(act).map(({ severity, text, clauses }) => {
    const where = clauses.map((clause) => clauseText(act, clause).ru).join(', ')
    return `- ${severities[severity]}: ${text.ru}${where === '' ? '' : ` (${where})`}\n`
  })
  return told.length === 0 ? 'Замечаний нет.\n' : told.join('')
}

function section(act: Regulation): string {
  return `## ${act.title.ru}

\`${regulationSummary(act).id}\` · редакция ${act.edition} · ${act.timezone} · ${sourceWords(act).ru}

${normsOf(act)}
### Чтения

${readingsOf(act)}
### Что не сходится

${findingsOf(act)}`
}

/** The acts that come with the product: terms by clause, readings, contradictions. */
export function actsPage(): string {
  return page(
    'Акты',
    'Срок: знак, число, единица. `wh` и `wm` — рабочие часы и минуты, `wd` — рабочие дни, `h`, `m`, `d` — по часам и календарю; минус — отсчёт назад.',
    shippedRegulations().map(section).join('\n'),
  )
}
