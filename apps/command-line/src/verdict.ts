import type { Verdict } from '@otklik/storage'

type Language = 'ru' | 'en'
type Texts = Readonly<Record<Language, string>>
type Out = Pick<NodeJS.WriteStream, 'write'>
type Fault = Verdict['faults'][number]

const problems: Readonly<Record<Fault['problem'], Texts>> = {
  hash: { ru: 'запись изменена', en: 'edited' },
  gap: { ru: 'пропуск в нумерации', en: 'a gap in the numbers' },
  head: { ru: 'конец цепочки не сходится', en: 'the head does not agree' },
  mac: {
    ru: 'записано не этой программой: печать поставлена без ключа',
    en: 'not written by this program: its seal was made without the key',
  },
  order: { ru: 'место в общем порядке изменено', en: 'its place in the order of all events was altered' },
  anchor: { ru: 'не сходится с опорной отметкой', en: 'does not agree with an anchor' },
  missing: { ru: 'удалено', en: 'removed' },
}
const anchors: Texts = { ru: 'опорная отметка изменена или удалена', en: 'this anchor was altered or removed' }
const foreignAnchor: Texts = { ru: 'опорная отметка поставлена без ключа', en: 'this anchor was made without the key' }

function faultLine({ streamId, version, problem }: Fault, language: Language): string {
  if (streamId === '') return `${version}: ${(problem === 'mac' ? foreignAnchor : anchors)[language]}\n`
  return `${streamId} ${version}: ${problems[problem][language]}\n`
}

/** One line a fault: the incident, the number of the event, what is wrong. */
export function tellFaults(faults: readonly Fault[], out: Out, language: Language): void {
  for (const fault of faults) out.write(faultLine(fault, language))
}

const nothing: Texts = { ru: 'нет', en: 'nothing' }

/** One line a difference: the row, its column, what the record says and what the row says. */
function differenceLine({ table, key, column, record, row }: Verdict['differences'][number], language: Language): string {
  const place = `${table} ${key}${column === null ? '' : ` ${column}`}`
  if (record === null && row === null) return `${place}: ${language === 'ru' ? 'не по журналу' : 'not as the record says'}\n`
  const [of, is] = language === 'ru' ? ['по журналу', 'в строке'] : ['record', 'row']
  return `${place}: ${of} ${record ?? nothing[language]}, ${is} ${row ?? nothing[language]}\n`
}

const macs: Readonly<Record<Verdict['macs'], Texts | null>> = {
  checked: null,
  unchecked: {
    ru: 'Ключа здесь нет: печати не проверены, только цепочки. Кто мог писать в базу, мог дописать событие в конец.',
    en: 'There is no key here: seals were not checked, only the chains. Whoever could write to the database could add an event at the end.',
  },
  foreign: {
    ru: 'Ни одна печать не подходит к этому ключу: он от другой установки. Верните прежний ключ (файл key или OTKLIK_KEY) и повторите.',
    en: 'Not one seal fits this key: it is another installation’s. Bring back the former key (file "key" or OTKLIK_KEY) and try again.',
  },
}

/** What a verification found, for a terminal. */
export function tellVerdict(verdict: Verdict, out: Out, language: Language): void {
  const { streams, events, noted, faultCount, differenceCount } = verdict
  // With another key every event would be named: one sentence says it.
  const named = verdict.macs === 'foreign' ? verdict.faults.filter(({ problem }) => problem !== 'mac') : verdict.faults
  tellFaults(named, out, language)
  for (const difference of verdict.differences) out.write(differenceLine(difference, language))
  const more = faultCount - verdict.faults.length + differenceCount - verdict.differences.length
  if (more > 0) out.write(language === 'ru' ? `… и ещё ${more}.\n` : `… and ${more} more.\n`)
  const word = macs[verdict.macs]
  if (word !== null) out.write(`${word[language]}\n`)
  out.write(
    language === 'ru'
      ? `Проверено: цепочек ${streams}, событий ${events}, нарушений ${faultCount}, строк не по журналу ${differenceCount}.\n`
      : `Checked: ${streams} streams, ${events} events, ${faultCount} faults, ${differenceCount} rows not as the record says.\n`,
  )
  if (noted > 0) out.write(language === 'ru' ? `Сверено отметок вне базы: ${noted}.\n` : `Anchors noted outside compared: ${noted}.\n`)
}
