import {
  check,
  clauseText,
  type Finding,
  normsTable,
  readingText,
  type Regulation,
  RegulationError,
  regulationSummary,
  sourceWords,
} from '@otklik/regulations'
import { shippedRegulation, shippedRegulations } from '@otklik/regulations/shipped'
import { readAct } from './act-file.ts'
import { readOptions } from './options.ts'
import { aligned, type PlanStreams } from './plan.ts'
import { UsageError } from './usage-error.ts'

type Language = 'ru' | 'en'

/**
 * `otklik regulation list | show ID|FILE | check ID|FILE`, each with `--json`.
 * @returns the exit code: 0; 1 for a file that cannot be used, or in which a check finds an error. An act that ships with the product is in
 * force as it stands: its faults are printed, and nothing has failed.
 * @throws UsageError for another word, an unknown id, a file that does not open
 */
export async function runRegulation([step = '', ...args]: string[], io: PlanStreams, language: Language = 'ru'): Promise<number> {
  const kinds = { json: 'boolean' } as const
  switch (step) {
    case 'list':
      return list(readOptions('regulation', args, kinds).options.json === true, io, language)
    case 'show': {
      const { options, positionals } = readOptions('regulation', args, kinds, ['show ID|FILE'])
      return show(await readAct(positionals[0] ?? ''), options.json === true, io, language)
    }
    case 'check': {
      const { options, positionals } = readOptions('regulation', args, kinds, ['check ID|FILE'])
      return checkOne(positionals[0] ?? '', options.json === true, io, language)
    }
    default:
      throw new UsageError(
        'Ожидается: otklik regulation list, show ИД или check ИД|ФАЙЛ.',
        'Expected: otklik regulation list, show ID or check ID|FILE.',
      )
  }
}

function list(json: boolean, { stdout }: PlanStreams, language: Language): number {
  const acts = shippedRegulations()
  if (json) {
    stdout.write(`${JSON.stringify(acts.map(regulationSummary), null, 2)}\n`)
    return 0
  }
  stdout.write(aligned(acts.map((act) => [act.id, act.edition, act.title[language]])))
  return 0
}

/** For whom a norm is, as `normsTable` writes it. */
const conditions: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  'importance:normal': { ru: 'обычная важность', en: 'normal importance' },
  'importance:high': { ru: 'повышенная важность', en: 'high importance' },
  'track:social': { ru: 'из соцсетей', en: 'from social networks' },
  'track:pos': { ru: 'из ПОС', en: 'from ПОС' },
  'track:incident': { ru: 'из «Инцидент Менеджмент»', en: 'from Incident Management' },
}

function show(act: Regulation, json: boolean, { stdout }: PlanStreams, language: Language): number {
  if (json) {
    stdout.write(`${JSON.stringify(act, null, 2)}\n`)
    return 0
  }
  const norms = normsTable(act)
  const words = {
    ru: { norms: 'Нормы', readings: 'Толкования', others: 'ещё можно' },
    en: { norms: 'Norms', readings: 'Readings', others: 'or' },
  }[language]
  const rows = norms.map((row) => [
    clauseText(act, row.clause)[language],
    row.words.norm[language],
    row.words.actor[language],
    row.term === '' ? '—' : row.term,
    row.words.from[language],
    row.condition
      .split(' ')
      .map((part) => conditions[part]?.[language] ?? part)
      .join(', '),
  ])
  const readings = Object.entries(act.readings).map(([id, reading]) => {
    const others = Object.entries(reading.alternatives).filter(([name]) => name !== reading.chosen)
    const rest = others.map(([name, text]) => `${name} (${text[language]})`).join('; ')
    return `* ${id} = ${reading.chosen}: ${readingText(act, id)[language]}${rest === '' ? '' : ` ${words.others}: ${rest}`}\n`
  })
  stdout.write(
    `${act.title[language]}\n${sourceWords(act)[language]}\n${act.id}, ${act.edition}, ${act.timezone}\n\n${words.norms}:\n${aligned(rows)}` +
      (readings.length === 0 ? '' : `\n${words.readings}:\n${readings.join('')}`),
  )
  return 0
}

async function checkOne(name: string, json: boolean, io: PlanStreams, language: Language): Promise<number> {
  let findings: readonly Finding[]
  try {
    findings = check(await readAct(name))
  } catch (error) {
    if (!(error instanceof RegulationError)) throw error
    if (!json) throw error
    // A file that cannot be read is a finding, too: one for each fault, with its path and line.
    findings = error.faults.map(({ path, line, ru, en }) => ({
      id: 'file-fault',
      severity: 'error',
      clauses: [],
      numbers: { path, ...(line === undefined ? {} : { line }) },
      text: { ru, en },
    }))
  }
  io.stdout.write(json ? `${JSON.stringify({ regulation: name, findings }, null, 2)}\n` : told(findings, language))
  const inForce = shippedRegulation(name) !== undefined
  return !inForce && findings.some(({ severity }) => severity === 'error') ? 1 : 0
}

const severities = {
  error: { ru: 'ошибка', en: 'error' },
  warning: { ru: 'внимание', en: 'warning' },
  note: { ru: 'заметка', en: 'note' },
} as const

function told(findings: readonly Finding[], language: Language): string {
  if (findings.length === 0) return language === 'ru' ? 'Замечаний нет.\n' : 'No findings.\n'
  return findings
    .map(({ id, severity, clauses, text }) => {
      const where = clauses.length === 0 ? '' : ` [${clauses.join(', ')}]`
      return `${severities[severity][language]}: ${text[language]}${where} (${id})\n`
    })
    .join('')
}
