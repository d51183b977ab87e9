import { enableCompileCache } from 'node:module'

// Compiled once, started quickly ever after: half of the start is reading the same sources.
enableCompileCache()

const { run } = await import('./run.ts')
process.exitCode = await run(process.argv.slice(2), process)
