/** Who finds that a column was changed past the program. */
export type Finder = 'verify' | 'rebuild' | 'outbox'
export type Tampered = { readonly table: string; readonly column: string; readonly found: readonly Finder[] }

export const REMOVED = 'строка удалена'

const finders: Readonly<Record<Finder, string>> = { verify: '`verify`', rebuild: '`rebuild`', outbox: 'перед отправкой' }

const seams = 'Ждёт печати вместе с остальными делами организации: они войдут в журнал'
const notes = 'Рабочая пометка программы: по ней не отвечают и не считают'
const network = 'Копия того, что сказала сеть, не часть журнала'

/** Why nobody finds it: a column that nobody finds must stand in a table that is named here. */
export const unsealed: Readonly<Record<string, string>> = {
  account_secrets: 'Подменённый секрет не откроется: он закрыт ключом вместе с именем и подключением',
  accounts: seams,
  acts: seams,
  alarms: 'Прозвенел ли звонок. Срок сверяется',
  alterations: notes,
  authors: 'Персональные данные, вне журнала. Ключ и имя сверяются',
  calendars: seams,
  contexts: network,
  devices: notes,
  file_uploads: notes,
  followers: notes,
  files: 'Отправляются имя и вид, которые согласованы',
  idempotency: notes,
  intents:
    'Как далеко зашла отправка, знает только отправитель. Законченное сверяется: ожидающий ответ, названный размещённым, найдёт `verify`',
  journal: 'Строки связаны хешами, разрыв показывает сам журнал в настройках. Печать ждёт вместе с людьми и правами',
  journal_repeats: notes,
  numbers: 'Счётчик ушёл вперёд: в номерах будет пропуск',
  people: seams,
  person_units: seams,
  raw_events: network,
  reads: notes,
  regulations_in_force: seams,
  restores: notes,
  retention_runs: notes,
  schedules: `${seams}. Часы, по которым посчитан срок, сверяются`,
  schema_versions: notes,
  sender_leases: notes,
  settings_versions: notes,
  sign_in_tries: notes,
  tenants: seams,
  topics: seams,
  units: seams,
  upload_days: notes,
}

/** The page of the reference, from what was measured. */
export function tamperingPage(tampered: readonly Tampered[]): string {
  const rows: string[] = []
  for (const [table, columns] of Map.groupBy(tampered, (one) => one.table)) {
    for (const [found, same] of Map.groupBy(columns, (one) => one.found.map((finder) => finders[finder]).join(', '))) {
      const names = same.map(({ column }) => (column === REMOVED ? column : `\`${column}\``)).join(', ')
      rows.push(`| \`${table}\` | ${names} | ${found === '' ? `никто. ${unsealed[table] ?? '?'}.` : found} |`)
    }
  }
  return `# Подмены: что находит программа

Таблица измерена: тест меняет в живой базе каждый столбец каждой таблицы и удаляет строку, потом спрашивает, кто это заметил. Новый столбец
попадает сюда сам. Пишет: \`vitest run --project db packages/storage/test/tampering.db.test.ts --update\`.

- \`verify\` — \`otklik verify\` с ключом и файлом \`anchors.log\`.
- \`rebuild\` — \`otklik rebuild\`; строки он чинит, чужое событие не принимает.
- перед отправкой — программа сама, когда берёт ответ из очереди отправки: он остановлен, в настройках появилась подмена.

Содержимое файлов на диске сверяет \`verify\`, а перед отправкой и перед показом — сама программа. Таблицы входа (схема \`auth\`) пока не
сверяет никто: люди и права запечатываются вместе с остальными делами организации.

| Таблица | Столбец | Кто находит |
|---|---|---|
${rows.join('\n')}
`
}
