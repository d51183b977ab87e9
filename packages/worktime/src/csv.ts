/** One line of a CSV file as cells; `line` is where it begins, from 1. */
export type CsvRow = { readonly line: number; readonly cells: readonly string[] }

const separators = [',', ';', '\t']

/** The separator that stands most often in the first line outside quotes; a comma where none does. */
export function separatorOf(text: string): string {
  const [first = ''] = text.replaceAll(/"(?:[^"]|"")*"/g, '').split(/[\r\n]+/)
  return separators.toSorted((a, b) => first.split(b).length - first.split(a).length)[0] ?? ','
}

/**
 * Rows of a CSV text as spreadsheets save it (RFC 4180 and its habits): a byte order mark is skipped; lines end with CR, LF or both; quoted
 * cells may hold separators, line ends and doubled quotes; a quote inside a bare cell is a letter like others. Goes through the text once.
 */
export function readCsv(text: string, separator: string): CsvRow[] {
  const body = text.replace(/^\uFEFF/, '')
  const rows: CsvRow[] = []
  let line = 1
  let begun = 1
  let cells: string[] = []
  let cell = ''
  let quoted = false
  let closed = false
  for (let at = 0; at < body.length; at++) {
    const sign = body[at] ?? ''
    const breaks = sign === '\n' || (sign === '\r' && body[at + 1] !== '\n')
    if (breaks) line += 1
    if (quoted) {
      if (sign !== '"') cell += sign
      else if (body[at + 1] === '"') cell += body[++at]
      else [quoted, closed] = [false, true]
    } else if (sign === '"' && cell.trim() === '' && !closed) [cell, quoted] = ['', true]
    else if (sign === separator) [cells, cell, closed] = [[...cells, cell], '', false]
    else if (breaks) {
      rows.push({ line: begun, cells: [...cells, cell] })
      ;[cells, cell, closed, begun] = [[], '', false, line]
    } else if (sign !== '\r') cell += sign
  }
  if (cells.length > 0 || cell !== '') rows.push({ line: begun, cells: [...cells, cell] })
  return rows
}

/** What a spreadsheet takes for a formula when it stands at the beginning of a cell (OWASP, "CSV injection"), in its wide forms too. */
const formula = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/u

/**
 * A value as one cell of a CSV file that people open in a spreadsheet: quoted where it must be, and never a formula: what looks like one
 * gets an apostrophe in front, which `plainCell` takes off again. Every export of the house goes through it.
 */
export function csvCell(value: string): string {
  const harmless = formula.test(value) ? `'${value}` : value
  return /[",;\t\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}

/** The value that `csvCell` wrote. */
export const plainCell = (cell: string): string => (cell.startsWith("'") && formula.test(cell.slice(1)) ? cell.slice(1) : cell)
