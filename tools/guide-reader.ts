import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { root } from './cruise.ts'
import { type Fence, fencesOf } from './guide-page.ts'

const program = join(root, 'apps', 'command-line', 'bin', 'otklik.mjs')

/** Something that did not go as the page says. */
export type Difference = { readonly where: string; readonly said: unknown; readonly happened: unknown }

/** An empty directory; an embedded database may run as another user, who has to be able to come in. */
export function emptyDirectory(name: string): string {
  const directory = mkdtempSync(join(tmpdir(), `otklik-${name}-`))
  chmodSync(directory, 0o755)
  return directory
}

/** A folder for PATH in which `npx otklik …` is this very program. */
export function programFolder(): string {
  const bin = emptyDirectory('bin')
  const text = `#!/bin/sh\n[ "$1" = otklik ] || exit 9\nshift\nexec '${process.execPath}' '${program}' "$@"\n`
  writeFileSync(join(bin, 'npx'), text, { mode: 0o755 })
  return bin
}

/** Kinds of blocks that are files of the reader's own. */
const files = new Set(['yaml', 'json', 'jsonl'])
/** Kinds that are looked at and not run: what runs until it is stopped, and a unit of the system. */
const shown = new Set(['console', 'systemd'])

/**
 * Follows a page as a reader would, in one directory: writes the files, runs the lines, compares what stands behind with what was printed.
 * A block `sh exit=1` is to end with that code.
 * @returns everything that went differently
 */
export function follow(markdown: string, directory: string, bin: string): readonly Difference[] {
  const differences: Difference[] = []
  let printed = 'nothing: no block was run before'
  for (const fence of fencesOf(markdown)) {
    const { language, rest, text, line } = fence
    if (shown.has(language)) continue
    if (files.has(language) && rest !== '' && rest === basename(rest)) writeFileSync(join(directory, rest), text)
    else if (language === 'sh') printed = run(fence, directory, bin, differences)
    else if (language === 'text') {
      if (printed !== text) differences.push({ where: `line ${line}`, said: text, happened: printed })
    } else
      differences.push({ where: `line ${line}`, said: `${language} ${rest}`.trim(), happened: 'nobody knows what to do with such a block' })
  }
  return differences
}

function run({ text, rest, line }: Fence, directory: string, bin: string, differences: Difference[]): string {
  const code = Number(/exit=(\d)/u.exec(rest)?.[1] ?? 0)
  let printed = ''
  for (const command of text.split('\n').filter((each) => each.trim() !== '' && !each.startsWith('#'))) {
    const { status, stdout, stderr } = spawnSync('bash', ['-o', 'pipefail', '-c', command], {
      cwd: directory,
      encoding: 'utf8',
      env: { PATH: `${bin}:${process.env['PATH']}`, HOME: directory, PORT: '0' },
    })
    printed += stdout + stderr
    if (status !== code) differences.push({ where: `line ${line}: ${command}`, said: code, happened: `${status}\n${stdout}${stderr}` })
  }
  return printed
}
