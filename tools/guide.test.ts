import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type CommandName, help, pages as helpPages } from '../apps/command-line/src/help.ts'
import { type Call, callsIn, fencesOf, headingsOf, proseOf } from './guide-page.ts'
import { emptyDirectory, follow, programFolder } from './guide-reader.ts'
import { root } from './cruise.ts'

const guide = readdirSync(join(root, 'docs', 'guide')).map((file) => join('docs', 'guide', file))
const pages = ['README.md', ...guide].map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))

describe('the guide', () => {
  const kept: string[] = []
  const keep = (directory: string) => {
    kept.push(directory)
    return directory
  }
  let bin = ''
  beforeAll(() => {
    bin = keep(programFolder())
  })
  afterAll(() => kept.forEach((directory) => rmSync(directory, { recursive: true, force: true })))

  // The README's blocks install, start and stop things: their words are checked below.
  test.each(pages.filter(({ path }) => path !== 'README.md'))('does what it says: $path', { timeout: 120_000 }, ({ text }) => {
    expect(follow(text, keep(emptyDirectory('page')), bin)).toEqual([])
  })
  test('is not followed where it says what is not so', () => {
    const wrong = 'a\n```yaml\na: 1\n```\n```sh\necho a\nfalse\n```\n```text\nb\n```\n```cobol\n```\n'
    expect(follow(wrong, keep(emptyDirectory('page')), bin).map(({ where }) => where)).toEqual([
      'line 2',
      'line 5: false',
      'line 9',
      'line 12',
    ])
  })

  test('has a page for each role, reached from its contents', () => {
    const contents = readFileSync(join(root, 'docs', 'guide', 'README.md'), 'utf8')
    const others = guide.map((path) => basename(path)).filter((file) => file !== 'README.md')
    expect(others.length).toBeGreaterThanOrEqual(5)
    expect(others.filter((file) => !contents.includes(`](${file})`))).toEqual([])
  })

  test('points only at files and headings that are there', () => {
    const reference = readdirSync(join(root, 'docs', 'reference')).map((file) => join('docs', 'reference', file))
    const told = [...pages, ...reference.map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))]
    const links = told.flatMap(({ path, text }) =>
      [...proseOf(text).matchAll(/\]\(([^)#\s]*)#?([^)\s]*)\)/gu)].map(([, target = '', heading = '']) => ({ path, target, heading })),
    )
    expect(links.length).toBeGreaterThan(20)
    const broken = links.filter(({ path, target, heading }) => {
      if (/^https?:/u.test(target)) return false
      const file = target === '' ? join(root, path) : join(root, dirname(path), target)
      return !existsSync(file) || (heading !== '' && !headingsOf(readFileSync(file, 'utf8')).includes(heading))
    })
    expect(broken).toEqual([])
  })
})

describe('what the guide tells to type exists', () => {
  const scripts = Object.keys((JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: object }).scripts)
  const helps = new Map(Object.keys(helpPages).map((name): [string, string] => [name, help(name as CommandName, 'ru')]))

  /** What is wrong with a call, or null. */
  function fault({ program: name, words }: Call): string | null {
    const [first = '', second = ''] = words
    if (name === 'npm') {
      const script = first === 'run' ? second : first
      return ['ci', 'install', ...scripts].includes(script) ? null : `npm has no «${words.join(' ')}»`
    }
    const told = helps.get(first)
    if (told === undefined) return `otklik has no command «${first}»`
    const options = words
      .filter((word) => word.startsWith('--') && word !== '--lang' && word !== '--help')
      .map((word) => word.split('=')[0] ?? '')
    const unknown = options.find((option) => !told.includes(option))
    return unknown === undefined ? null : `otklik ${first} has no option ${unknown}`
  }

  test.each(pages)('in $path', ({ text }) => {
    const blocks = fencesOf(text).filter((fence) => fence.language === 'sh' || fence.language === 'console')
    const inline = [...proseOf(text).matchAll(/`([^`\n]+)`/gu)]
      .map(([, code = '']) => code)
      .filter((code) => /^(npx )?(otklik|npm) /u.test(code))
    const faults = [...blocks.map((fence) => fence.text), ...inline].flatMap(callsIn).flatMap((call) => fault(call) ?? [])
    expect(faults).toEqual([])
    expect(blocks.flatMap((fence) => callsIn(fence.text)).length + inline.length).toBeGreaterThan(0)
  })

  test('and what exists not is found', () => {
    expect(callsIn('PORT=0 npx otklik due --schedule a < b | head # npm run nothing\nnpx otklik backup F · verify').map(fault)).toEqual([
      null,
      null,
      null,
    ])
    expect(callsIn('npm run nothing\nnpx otklik bakcup f\nnpx otklik verify --all').flatMap((call) => fault(call) ?? [])).toHaveLength(3)
  })
})

describe('the guide speaks as the screen does', () => {
  const catalogue = ['apps/web/src/words/ru', 'packages/connectors/src', 'packages/sandbox/src', 'apps/demo/src']
    .flatMap((folder) => readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(root, folder, file)))
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n')

  test.each(pages.filter(({ path }) => path !== 'README.md'))('every bold word of $path stands on the screen', ({ text }) => {
    const bold = [...proseOf(text).matchAll(/\*\*([^*]+)\*\*/gu)].map(([, words = '']) => words)
    expect(bold.filter((words) => !catalogue.includes(words))).toEqual([])
  })
})
