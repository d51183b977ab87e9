import { type CommandName, help, pages } from '../../apps/command-line/src/help.ts'
import { page } from './table.ts'

const section = (name: CommandName): string => `## ${name}\n\n\`\`\`text\n${help(name, 'ru').split('\n\n')[0]}\n\`\`\`\n`

/** What `otklik help` and `otklik help COMMAND` say, on one page. */
export function commandsPage(): string {
  const names = Object.keys(pages) as CommandName[]
  const told = names.filter((name) => pages[name].ru.includes('\n'))
  return page(
    'Команды',
    'То же говорит сама программа: `npx otklik help`, подробно `npx otklik help КОМАНДА`, по-английски с `--lang en`.',
    `\`\`\`text\n${help(null, 'ru')}\`\`\`\n\n${told.map(section).join('\n')}`,
  )
}
