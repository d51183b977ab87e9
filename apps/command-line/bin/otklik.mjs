#!/usr/bin/env node
// Runs under any Node from 18 on: where the system's Node is too old to read TypeScript, the one that npm brought takes over.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))
const main = join(here, '..', 'src', 'main.ts')
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)

if (major > 22 || (major === 22 && minor >= 18)) {
  await import(main)
} else {
  const brought = join(here, '..', '..', '..', 'node_modules', '.bin', process.platform === 'win32' ? 'node.exe' : 'node')
  if (!existsSync(brought)) {
    console.error(
      `Нужен Node 24: здесь ${process.versions.node}, а установленного npm рядом нет. Выполните npm ci. / Node 24 is needed: run npm ci.`,
    )
    process.exit(1)
  }
  const child = spawn(brought, [main, ...process.argv.slice(2)], { stdio: 'inherit' })
  // Whoever stops this process means the program: a server left behind would hold the port and the database.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('error', (error) => {
    console.error(error.message)
    process.exit(1)
  })
  child.on('exit', (code, signal) => process.exit(code ?? (signal === null ? 1 : 0)))
}
