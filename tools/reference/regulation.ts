import { readFileSync } from 'node:fs'
import { fieldsOf, type Node, type Root } from './schema-fields.ts'
import { page, table } from './table.ts'

const file = new URL('../../packages/regulations/schema/regulation.schema.json', import.meta.url)

/** What each part of an act's file is for. A part that is not named here stops the page from being written. */
const parts: Readonly<Record<string, string>> = {
  id: 'Имя акта в программе: строчные латинские буквы, цифры, дефис.',
  edition: 'Редакция: обычно дата, с которой она действует.',
  title: 'Название, как его читает человек.',
  source: 'Вид, орган, номер и дата акта. Чего в тексте нет, то `null`, и `note` говорит почему.',
  inForce: 'С какого дня и по какой действует.',
  timezone: 'Часовой пояс организации из базы tz.',
  clauses: 'Все пункты, на которые ссылается файл, и как их называют.',
  numbering: 'Номера пунктов по порядку, как напечатано: проверка находит пропуски и повторы.',
  tracks: 'Пути сообщения: соцсети, ПОС, инцидент. `as`: идёт по нормам другого пути.',
  importance: 'Пункт о категории важности или `null`, если в акте её нет.',
  steps: 'Кто делает каждый шаг и по какому пункту. `null`: такого шага в акте нет.',
  replyKinds: 'Виды ответа, которые акт знает.',
  norms: 'Нормы со сроками: что начинает срок, сколько он, что его исполняет и что снимает.',
  reworkLimit: 'Сколько раз акт разрешает вернуть на доработку.',
  authorAnswer: 'Что начинается с ответом автора на уточнение.',
  closeWithoutAnswer: 'Через сколько можно закрыть, если автор не ответил.',
  overrides: 'Сроки, которые можно назначить отдельному сообщению. Остальные менять нельзя.',
  requirements: 'Требования к ответу. `auto` проверяет программа, `manual` отмечает человек; `stop` не пускает, `advise` советует.',
  declineGrounds: 'Основания, по которым сообщение не подлежит обработке.',
  repeats: 'Что акт говорит о повторном сообщении.',
  joint: 'Как отвечают несколько исполнителей.',
  duties: 'Обязанности без срока по сообщению: доклады, отчёты, недостатки.',
  materials: 'Требования к материалам.',
  readings: 'Где акт молчит: вопрос, выбранное толкование и другие возможные.',
  schedule: 'Рабочее время, в котором считаны примеры файла.',
  examples: 'Примеры: события и ожидаемые сроки. Файл с несошедшимся примером не принимается.',
}

/** Every field that an act's file may have, from the schema that editors complete by. */
export function regulationPage(): string {
  const schema = JSON.parse(readFileSync(file, 'utf8')) as Root
  const sections = Object.entries(schema.properties).map(([name, node]: [string, Node]) => {
    const lead = parts[name]
    if (lead === undefined) throw new Error(`tools/reference/regulation.ts does not say what «${name}» is for`)
    const must = schema.required.includes(name) ? '' : ' Необязательно.'
    const rows = fieldsOf(schema, name, node).map(({ path, kind, required, description }) => [
      `\`${path}\``,
      kind,
      required ? 'да' : '',
      description,
    ])
    return `## ${name}\n\n${lead}${must}\n\n${table(['Поле', 'Значение', 'Нужно', 'Пояснение схемы'], rows)}`
  })
  return page(
    'Файл акта',
    `Одна редакция акта — один файл YAML. Первая строка подсказывает редактору схему:
\`# yaml-language-server: $schema=../schema/regulation.schema.json\`. Готовые файлы: \`packages/regulations/acts\`.
Как написать свой: [руководство](../guide/akt.md).`,
    sections.join('\n'),
  )
}
