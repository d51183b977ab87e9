import { type CommandName, help, meant, pages } from './help.ts'
import type { Io } from './io.ts'
import { UsageError } from './usage-error.ts'

type Command = (args: string[], io: Io, language: 'ru' | 'en') => Promise<number>

/** Each command is loaded when it is called: counting terms needs no web server, and starts without one. */
const commands: Readonly<Record<Exclude<CommandName, 'help' | 'version'>, () => Promise<Command>>> = {
  due: async () => (await import('./due.ts')).runDue,
  plan: async () => (await import('./plan.ts')).runPlan,
  regulation: async () => (await import('./regulation.ts')).runRegulation,
  serve: async () => (await import('./serve.ts')).runServe,
  admin: async () => (await import('./admin.ts')).runAdmin,
  migrate: async () => (await import('./maintenance.ts')).runMigrate,
  rebuild: async () => (await import('./maintenance.ts')).runRebuild,
  verify: async () => (await import('./maintenance.ts')).runVerify,
  backup: async () => (await import('./maintenance.ts')).runBackup,
  restore: async () => (await import('./maintenance.ts')).runRestore,
  demo: async () => (await import('./demo.ts')).runDemo,
}

const isCommand = (word: string): word is CommandName => Object.hasOwn(pages, word)
const wantsHelp = (args: readonly string[]): boolean => args.some((arg) => arg === '--help' || arg === '-h')

function languageOf(args: readonly string[]): 'ru' | 'en' {
  return args.some((arg, index) => arg === '--lang=en' || (arg === 'en' && args[index - 1] === '--lang')) ? 'en' : 'ru'
}

/** Texts of an error that were written for people, wherever it comes from; null for a broken assumption of ours. */
function forPeople(error: unknown): { ru: string; en: string } | null {
  if (typeof error !== 'object' || error === null || !('ru' in error) || !('en' in error)) return null
  const { ru, en } = error
  return typeof ru === 'string' && typeof en === 'string' ? { ru, en } : null
}

/**
 * The command line `otklik`.
 * @returns the exit code: 0 done, 1 failed or a fault found, 2 wrong options or environment
 */
export async function run(argv: string[], io: Io): Promise<number> {
  const language = languageOf(argv)
  const [word = 'help', ...args] = argv.filter((arg, index) => !(index === 0 && (arg === '--help' || arg === '-h')))
  if (word === '--version' || word === '-v' || word === 'version') {
    io.stdout.write(`${(await import('@otklik/server/version')).version}\n`)
    return 0
  }
  if (word === 'help' || word.startsWith('--lang')) {
    const about = args.find((arg) => isCommand(arg))
    io.stdout.write(help(about !== undefined && isCommand(about) ? about : null, language))
    return 0
  }
  if (!isCommand(word)) {
    const guess = meant(word)
    const words = {
      ru: `Нет команды «${word}».${guess === null ? '' : ` Может быть, otklik ${guess}?`} Все команды: otklik help.`,
      en: `No command "${word}".${guess === null ? '' : ` Perhaps otklik ${guess}?`} All commands: otklik help --lang en.`,
    }
    io.stderr.write(`${words[language]}\n`)
    return 2
  }
  if (wantsHelp(args)) {
    io.stdout.write(help(word, language))
    return 0
  }
  try {
    const command = await commands[word as keyof typeof commands]()
    return await command(args, io, language)
  } catch (error) {
    // Storage knows what a refusal of the disk or the database means; it is loaded only now, for counting terms needs none.
    const text = forPeople(error) ?? (await import('@otklik/storage')).faultInWork(error)
    if (text === null) throw error
    io.stderr.write(`${text[language]}\n`)
    return error instanceof UsageError || (error as Error).name === 'ConfigError' ? 2 : 1
  }
}
