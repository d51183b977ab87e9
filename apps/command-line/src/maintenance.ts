import { resolve } from 'node:path'
import { type AnchorMark, maintenance, type OpenOptions, openStorage } from '@otklik/storage'
import { type Config, readConfig } from '@otklik/server/config'
import { findKey } from '@otklik/server/key'
import { openOptions } from '@otklik/server/open-house'
import { tellFaults, tellVerdict } from './verdict.ts'
import { readOptions } from './options.ts'
import type { Io } from './io.ts'
import { UsageError } from './usage-error.ts'

type Language = 'ru' | 'en'

const config = (): Config => readConfig(process.env, process.cwd(), { directory: '.otklik' })
const options = (): OpenOptions => openOptions(config())

/** `otklik migrate`: the schema, and the tables of sign-in beside it. */
export async function runMigrate(args: string[], { stdout }: Io, language: Language): Promise<number> {
  readOptions('migrate', args, {})
  const opened = options()
  const { applied } = await maintenance.migrate(opened.location)
  const { signInTables } = await import('@otklik/server/sign-in/tables')
  const storage = await openStorage(opened)
  try {
    await signInTables(opened.key)(storage.pool)
  } finally {
    await storage.close()
  }
  const none = { ru: 'Нечего применять.', en: 'Nothing to apply.' }
  stdout.write(`${applied.length === 0 ? none[language] : applied.join('\n')}\n`)
  return 0
}

/** `otklik rebuild`: exit code 1 when the rows that stood differed from the events, or events are not ours. */
export async function runRebuild(args: string[], { stdout }: Io, language: Language): Promise<number> {
  readOptions('rebuild', args, {})
  const { streams, rows, differences, faults } = await maintenance.rebuild(options())
  for (const { table, key } of differences) stdout.write(`${table} ${key}\n`)
  tellFaults(faults, stdout, language)
  stdout.write(
    language === 'ru'
      ? `Инцидентов ${streams}, строк ${rows}, отличалось ${differences.length}.\n`
      : `${streams} incidents, ${rows} rows, ${differences.length} differed.\n`,
  )
  if (faults.length > 0) {
    stdout.write(
      language === 'ru'
        ? `Нарушений в журнале ${faults.length}: по этим инцидентам таблицы не тронуты.\n`
        : `${faults.length} faults in the record: the tables of these incidents were left alone.\n`,
    )
  }
  return differences.length === 0 && faults.length === 0 ? 0 : 1
}

/** An anchor as people write it down: `N:HASH`. @throws UsageError */
function parseAnchor(text: string): AnchorMark {
  const [, number, hash] = /^([1-9]\d{0,8}):([0-9a-f]{64})$/i.exec(text.trim()) ?? []
  if (number !== undefined && hash !== undefined) return { number: Number(number), hash: hash.toLowerCase() }
  throw new UsageError(
    `--anchor «${text}»: нужно НОМЕР:ХЕШ, как напечатали verify или backup.`,
    `--anchor "${text}": NUMBER:HASH is needed, as verify or backup printed it.`,
  )
}

const newestLine = (anchor: AnchorMark | null, language: Language): string => {
  if (anchor === null) return ''
  const title = { ru: 'Последняя опорная отметка', en: 'The newest anchor' }
  return `${title[language]}: ${anchor.number}:${anchor.hash}\n`
}

/** `otklik verify`: exit code 1 when the record was edited, or rows are not what it makes them. Without a key the MACs are not checked. */
export async function runVerify(args: string[], { stdout }: Io, language: Language): Promise<number> {
  const said = (readOptions('verify', args, { anchor: 'strings' }).options.anchor ?? []).map(parseAnchor)
  const given = config()
  const key = findKey(given)
  const verdict = await maintenance.verify({ ...openOptions(given, Date.now, key ?? new Uint8Array(32)), key }, said)
  tellVerdict(verdict, stdout, language)
  stdout.write(newestLine(verdict.newest, language))
  return verdict.faultCount === 0 && verdict.differenceCount === 0 ? 0 : 1
}

/** `otklik backup FILE`. */
export async function runBackup(args: string[], { stdout }: Io, language: Language): Promise<number> {
  const file = resolve(readOptions('backup', args, {}, [language === 'ru' ? 'ФАЙЛ' : 'FILE']).positionals[0] ?? '')
  const { tables, rows, bytes, anchor } = await maintenance.backup(options(), file)
  const megabytes = (bytes / 1e6).toFixed(1)
  stdout.write(
    language === 'ru'
      ? `${file}: таблиц ${tables}, строк ${rows}, ${megabytes} МБ. Ключ в копию не входит.\n`
      : `${file}: ${tables} tables, ${rows} rows, ${megabytes} MB. The key is not in it.\n`,
  )
  stdout.write(newestLine(anchor, language))
  return 0
}

/** `otklik restore FILE`: says what the record cannot know, because it happened after the backup. */
export async function runRestore(args: string[], { stdout }: Io, language: Language): Promise<number> {
  const file = resolve(readOptions('restore', args, {}, [language === 'ru' ? 'ФАЙЛ' : 'FILE']).positionals[0] ?? '')
  const opened = options()
  const { signInTables } = await import('@otklik/server/sign-in/tables')
  const { tables, rows, replies, madeAt, keyFits } = await maintenance.restore(opened, file, signInTables(opened.key))
  const moment = new Date(madeAt).toLocaleString(language === 'ru' ? 'ru-RU' : 'en-GB', { dateStyle: 'long', timeStyle: 'long' })
  stdout.write(
    language === 'ru'
      ? `Восстановлено: таблиц ${tables}, строк ${rows}. Копия сделана ${moment}: того, что было позже, в ней нет.
Ответов, которые тогда ждали размещения: ${replies}. Программа сначала посмотрит, не стоят ли они уже в сети.
Ответы, размещённые позже копии, стоят в сети, но не в записи: прежде чем отвечать на старое сообщение, откройте его в сети.
`
      : `Restored: ${tables} tables, ${rows} rows. The backup was made on ${moment}: nothing that came later is in it.
Replies that waited for publication then: ${replies}. The program first looks whether they stand in the network already.
Replies published after the backup stand in the network, but not in the record: before you answer an old message, open it there.
`,
  )
  if (!keyFits) {
    stdout.write(
      language === 'ru'
        ? 'Ключ здесь другой, чем тот, под которым велась запись: верните прежний (файл key или OTKLIK_KEY). Под другим ни один ответ на прежние сообщения не уйдёт, а ключи подключений к сетям не откроются.\n'
        : 'The key here is not the one that the record was kept under: bring back the former one (file "key" or OTKLIK_KEY). Under another no reply to earlier messages is sent, and the tokens of the connections do not open.\n',
    )
  }
  return 0
}
