import { parseArgs } from 'node:util'
import { readFileSync } from 'node:fs'
import { startVkSandbox } from './sandbox.ts'

/**
 * The pretended VK as a process of its own:
 * `node src/vk/main.ts --group 100 [--port 0] [--seed 1] [--name TEXT] [--post TEXT …] [--state FILE.json]`.
 * Prints one line `ready {"url":…,"apiBase":…,"tokens":…}` and runs until it is told to end. FILE may give any of the sandbox's options.
 */
const { values } = parseArgs({
  options: {
    group: { type: 'string', default: '100' },
    port: { type: 'string', default: '0' },
    seed: { type: 'string', default: '1' },
    name: { type: 'string' },
    post: { type: 'string', multiple: true, default: [] },
    state: { type: 'string' },
  },
})

const given: object = values.state === undefined ? {} : JSON.parse(readFileSync(values.state, 'utf8'))
const sandbox = await startVkSandbox({
  posts: values.post.map((text) => ({ text })),
  ...given,
  groupId: Number(values.group),
  port: Number(values.port),
  seed: Number(values.seed),
  ...(values.name === undefined ? {} : { name: values.name }),
})
process.stdout.write(`ready ${JSON.stringify({ url: sandbox.url, apiBase: sandbox.apiBase, tokens: sandbox.tokens })}\n`)

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    void sandbox.close().then(() => process.exit(0))
  })
}
