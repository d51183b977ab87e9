/** A line of a scenario, in the order of the file. Moments are the town's wall clock: `27.12 16:30`. */
export type Line = {
  readonly at: string | null
  readonly who: string
  readonly verb: string
  readonly rest: string
  readonly number: number
}
export type Scenario = { readonly title: string; readonly act: string; readonly year: number; readonly lines: readonly Line[] }

/** The scenario cannot be read; says in which line, and what was expected there. */
export class ScenarioFault extends Error {
  override readonly name = 'ScenarioFault'
  constructor(file: string, line: number, what: string) {
    super(`${file}:${line}: ${what}`)
  }
}

const dated = /^(\d\d\.\d\d \d\d:\d\d)  (\S+) +(\S+) (.+)$/
const undated = /^ {13}(\S+) +(.+)$/

/** What people do, and what is expected afterwards; every other word is a fault of the text. */
const doings: Readonly<Record<string, readonly string[]>> = {
  vk: ['message', 'answer', 'edits', 'deletes', 'takes', 'refuses'],
  curator: ['selects', 'declines', 'routes', 'returns', 'approves', 'publishes', 'closes', 'undoes', 'drafts'],
  executor: ['returns', 'drafts', 'asks', 'promises', 'publishes', 'selects', 'approves', 'undoes'],
}
const expectations = ['opens', 'keeps', 'kept', 'missed', 'dropped', 'refused', 'is', 'stands']

/**
 * Reads a scenario: a title, `act <id>, <year>`, then lines `27.12 16:30  who  verb …` and, indented under them, what is expected.
 * @throws ScenarioFault naming file and line
 */
export function readScenario(file: string, text: string): Scenario {
  const [title = '', head = '', ...body] = text.split('\n')
  const act = /^act (\S+), (\d{4})$/.exec(head)
  if (!title.startsWith('# ')) throw new ScenarioFault(file, 1, 'a title is expected: «# What happens»')
  if (act === null) throw new ScenarioFault(file, 2, 'an act is expected: «act lesozavodsk-2022, 2024»')
  const lines: Line[] = []
  for (const [index, line] of body.entries()) {
    const number = index + 3
    if (line.trim() === '' || line.startsWith('#')) continue
    const doing = dated.exec(line)
    const expected = undated.exec(line)
    if (doing !== null) {
      const [, at = '', who = '', verb = '', rest = ''] = doing
      const known = doings[who === 'vk' || who === 'curator' ? who : 'executor'] ?? []
      if (!known.includes(verb)) throw new ScenarioFault(file, number, `${who} cannot «${verb}»; known: ${known.join(', ')}`)
      lines.push({ at, who, verb, rest, number })
    } else if (expected !== null) {
      const [, verb = '', rest = ''] = expected
      if (!expectations.includes(verb))
        throw new ScenarioFault(file, number, `«${verb}» is no expectation; known: ${expectations.join(', ')}`)
      if (lines.length === 0) throw new ScenarioFault(file, number, 'nothing has happened yet that this could follow from')
      lines.push({ at: null, who: '', verb, rest, number })
    } else throw new ScenarioFault(file, number, 'a line is «27.12 16:30  who  does …», or 13 spaces and an expectation')
  }
  return { title: title.slice(2), act: act[1] ?? '', year: Number(act[2]), lines }
}

/** Reads the rest of a line by a pattern with named parts. @throws Error that says what was expected */
export function parts(line: Line, pattern: RegExp, expected: string): Readonly<Record<string, string | undefined>> {
  const found = pattern.exec(line.rest)
  if (found === null) throw new Error(`«${line.verb} ${line.rest}»: expected «${line.verb} ${expected}»`)
  return found.groups ?? {}
}
