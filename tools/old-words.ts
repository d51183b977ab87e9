import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import ts from 'typescript'
import { sources } from './cruise.ts'

/**
 * Words that were once names for what has one name now. A *command* is what is asked of an incident, an *action* is what the desk offers a
 * person, a *step* is what the act gives. None of these may come back as an identifier or in the name of a file.
 */
export const oldWords: readonly { readonly word: string; readonly now: string; readonly where?: RegExp }[] = [
  { word: 'deed', now: 'action: what the desk offers; command: what is asked' },
  { word: 'order', now: 'command: what is asked of an incident or of the calendar' },
  { word: 'press', now: 'command: what is asked; a press is only the finger on the button' },
  { word: 'letting', now: 'releasePath: what a submitted draft waits for under the act' },
  { word: 'bell', now: 'Wake: wakes a waiting loop; the Bell is that of storage', where: /^apps\// },
  { word: 'command', now: 'Shortcut: what a key does on the page', where: /^apps\/web\/src\/keyboard\// },
]

/** Where such a word means what it has always meant in English, by identifier and file. One that is no longer found has to go from here. */
export const stillRight: readonly { readonly name: string; readonly files: RegExp; readonly why: string }[] = [
  { name: 'inOrder', files: /^packages\//, why: 'one after another' },
  { name: 'ordered', files: /^packages\/(regulations|connectors|casework)\//, why: 'sorted' },
  { name: 'ordered-events', files: /^packages\/regulations\//, why: 'sorted' },
  { name: 'orderBy', files: /^packages\/storage\//, why: 'of SQL' },
  { name: 'order', files: /^packages\/regulations\//, why: 'which clause or part comes first' },
  { name: 'order', files: /^apps\/command-line\/src\/verdict[.]ts$/, why: 'the place of an event among the others' },
  { name: 'order', files: /^apps\/web\/src\/(words|queue)\//, why: 'how the rows of the queue are sorted' },
  { name: 'order', files: /^apps\/(demo\/src\/agenda|web\/src\/keyboard\/layout)[.]ts$/, why: 'which comes first' },
  { name: 'unit-order', files: /^apps\/web\/src\/session\//, why: 'how units are sorted' },
  { name: 'letting_out', files: /^packages\/storage\/src\/engine\/tables[.]ts$/, why: 'a column' },
  { name: 'pressed', files: /^(apps\/web|packages\/storage)\//, why: 'a finger on a key or a button' },
  { name: 'aria-pressed', files: /^apps\/web\//, why: 'how browsers call it' },
  { name: 'Pressed', files: /^apps\/web\/src\/keyboard\//, why: 'a finger on a key' },
  { name: 'lastPressed', files: /^apps\/web\/src\/keyboard\//, why: 'a finger on a key' },
  {
    name: 'press',
    files: /^(apps\/web\/src\/message|packages\/storage\/src\/organisation)\//,
    why: 'the look of a button; the key of a finger on one',
  },
  { name: 'pressedBefore', files: /^packages\/storage\//, why: 'the same finger on the same button, by its key' },
  { name: 'presses', files: /^packages\/storage\//, why: 'how long such keys are kept' },
  { name: 'PRESSES', files: /^packages\/storage\//, why: 'how long such keys are kept' },
  { name: 'PRESS_DAYS', files: /^packages\/storage\//, why: 'how long such keys are kept' },
  { name: 'onePressMs', files: /^apps\/server\//, why: 'the second press of Ctrl+C' },
  { name: 'atPress', files: /^apps\/server\//, why: 'when a person presses «Разобрать ещё раз»' },
]

/** `deedKeys` and `DEED_KEYS` → deed, keys: the words of a name, small. */
export const wordsOf = (name: string): string[] => (name.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+/g) ?? []).map((word) => word.toLowerCase())

/** Is it this word, in the plural or in the past? */
const isWord = (found: string, word: string): boolean => [word, `${word}s`, `${word}es`, `${word}ed`].includes(found)

/** Every name that a source gives or uses: its identifiers, without strings and comments, and the name of its file. */
export function namesIn(file: string, text: string): string[] {
  const names = [basename(file).replace(/(\.\w+)*\.tsx?$/, '')]
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, false, file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS)
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) || ts.isPrivateIdentifier(node)) names.push(node.text)
    ts.forEachChild(node, visit)
  }
  visit(source)
  return [...new Set(names)]
}

export type Stale = { readonly file: string; readonly name: string; readonly now: string }

/** Names of one source that use an old word. */
export function staleIn(file: string, text: string): Stale[] {
  return namesIn(file, text).flatMap((name) => {
    const words = wordsOf(name)
    const old = oldWords.find(({ word, where }) => words.some((found) => isWord(found, word)) && (where?.test(file) ?? true))
    const right = stillRight.some((one) => one.name === name && one.files.test(file))
    return old === undefined || right ? [] : [{ file, name, now: old.now }]
  })
}

/** All sources of the program; the simulator's are left out: a simulated network is given orders of its own. */
export function programSources(root: string): { readonly file: string; readonly text: string }[] {
  return [...sources(root, 'packages'), ...sources(root, 'apps')]
    .filter((file) => /^(packages|apps)\/[^/]+\/src\//.test(file) && !file.startsWith('packages/sandbox/'))
    .map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }))
}
