const line = (cells: readonly string[]): string =>
  `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |\n`

/** A Markdown table; a bar inside a cell would end it. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return line(head) + `|${head.map(() => '---').join('|')}|\n` + rows.map(line).join('')
}

/** The head of a generated page: where it comes from, so that nobody mends it by hand. */
export const page = (title: string, lead: string, body: string): string =>
  `<!-- node tools/reference.ts -->\n# ${title}\n\n${lead}\n\n${body.trimEnd()}\n`
