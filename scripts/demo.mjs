// npm run demo: from a bare clone to a living town. Installs, builds, starts; arguments go to `otklik demo` (see `npx otklik demo --help`).
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { built, environment, installed, node, root } from './ground.mjs'

installed()
built()
// Real complaints where a machine has them beside the project; otherwise the town's own messages.
const real = join(root, '..', 'shared', 'data', 'messages-kursk.jsonl')
const messages = existsSync(real) ? { OTKLIK_DEMO_MESSAGES: process.env.OTKLIK_DEMO_MESSAGES ?? real } : {}
const child = spawn(node(), [join(root, 'apps', 'command-line', 'bin', 'otklik.mjs'), 'demo', ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
  env: environment(messages),
})
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 0 : 1)))
