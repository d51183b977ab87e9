import { parseArgs } from 'node:util'
import { UsageError } from './usage-error.ts'

/** `strings` may be given several times. */
type Kinds = Readonly<Record<string, 'string' | 'strings' | 'boolean'>>
type Said = { readonly string: string; readonly strings: string[]; readonly boolean: boolean }
export type Options<K extends Kinds> = { readonly [N in keyof K]?: Said[K[N]] }

/**
 * Reads `--name value` options and exactly the positionals that a command takes.
 * @throws UsageError that names what is not understood
 */
export function readOptions<K extends Kinds>(
  command: string,
  args: string[],
  kinds: K,
  positionals: readonly string[] = [],
): { options: Options<K>; positionals: string[] } {
  const see = { ru: `См. otklik ${command} --help.`, en: `See otklik ${command} --help.` }
  const options = Object.fromEntries(Object.entries({ ...kinds, lang: 'string' as const }).map(([name, kind]) => [name, typeOf(kind)]))
  let said: { values: object; positionals: string[] }
  try {
    said = parseArgs({ args, options, allowPositionals: true })
  } catch (error) {
    const { ru, en } = misunderstood(error as NodeJS.ErrnoException)
    throw new UsageError(`${ru} ${see.ru}`, `${en} ${see.en}`)
  }
  const stray = said.positionals[positionals.length]
  if (stray !== undefined) throw new UsageError(`Лишнее: ${stray}. ${see.ru}`, `Not understood: ${stray}. ${see.en}`)
  if (said.positionals.length !== positionals.length) {
    const wanted = positionals.join(' ')
    throw new UsageError(`Ожидается: otklik ${command} ${wanted}. ${see.ru}`, `Expected: otklik ${command} ${wanted}. ${see.en}`)
  }
  return { options: said.values, positionals: said.positionals }
}

const typeOf = (kind: Kinds[string]) => (kind === 'strings' ? { type: 'string' as const, multiple: true } : { type: kind })

/** What Node's parser of options met, in both languages; it says so in English only. */
function misunderstood({ code, message }: NodeJS.ErrnoException): { ru: string; en: string } {
  const name = /(?<=')-[^' ]+/.exec(message)?.[0] ?? ''
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return { ru: `Нет параметра ${name}.`, en: `There is no option ${name}.` }
  if (code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') {
    return message.includes('does not take')
      ? { ru: `Параметр ${name} пишется без значения.`, en: `The option ${name} takes no value.` }
      : { ru: `Параметру ${name} нужно значение.`, en: `The option ${name} needs a value.` }
  }
  return { ru: `Не понято: ${message}`, en: `Not understood: ${message}` }
}
