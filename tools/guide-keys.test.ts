import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { actionKeys } from '../apps/web/src/actions/action-keys.ts'
import { strokeName } from '../apps/web/src/keyboard/strokes.ts'
import { actions } from '../apps/web/src/words/ru/actions.ts'
import { keyboard } from '../apps/web/src/words/ru/keyboard.ts'
import { root } from './cruise.ts'

const source = (path: string) => readFileSync(join(root, 'apps/web/src', path), 'utf8')
const page = readFileSync(join(root, 'docs/guide/kurator.md'), 'utf8')
const rows = new Map(
  [...page.matchAll(/^\| (`[^|]+`) \| ([^|]+) \|/gmu)].map(([, keys = '', meaning = '']) => [
    meaning.trim(),
    [...keys.matchAll(/`([^`]+)`/gu)].map(([, key = '']) => key),
  ]),
)

test('the table of keys gives every action the key that the program gives it', () => {
  expect(actionKeys.length).toBeGreaterThan(8)
  const told = actionKeys.map(([action]) => [action, rows.get(actions[action])])
  expect(told).toEqual(actionKeys.map(([action, stroke]) => [action, [strokeName(stroke)]]))
})

test('and the keys of moving about are those of the queue, the card and the shell', () => {
  const files = [
    'queue/queue-keys.ts',
    'keyboard/keyboard-layer.tsx',
    'message/author-messages.tsx',
    'commands/undo.ts',
    'card/use-card-keys.ts',
  ]
  const lines = files.flatMap((file) => source(file).split('\n'))
  const codes: Record<string, string> = {
    '/': 'Slash',
    '?': 'Slash',
    Esc: 'Escape',
    Enter: 'Enter',
    'Ctrl+K': 'KeyK',
    '↓': 'ArrowDown',
    '↑': 'ArrowUp',
    PageDown: 'PageDown',
    PageUp: 'PageUp',
    Space: 'Space',
    'Shift+Space': 'Space',
  }
  const names = [
    'next',
    'previous',
    'open',
    'back',
    'search',
    'reply',
    'fresh',
    'map',
    'all',
    'undo',
    'history',
    'record',
    'pageDown',
    'pageUp',
  ] as const
  const wrong = names.filter((name) => {
    const at = lines.findIndex((line) => line.includes(`title: keyboard.${name},`) || line.includes(`title: words.keyboard.${name},`))
    const command = lines.slice(at, at + 4).join('\n')
    const keys = rows.get(keyboard[name]) ?? []
    return at < 0 || keys.length === 0 || keys.some((key) => !command.includes(codes[key] ?? `Key${key}`))
  })
  expect(wrong).toEqual([])
})
