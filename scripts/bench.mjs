// npm run bench: measures and writes docs/benchmarks.md; `-- --small` for a quick look, `-- --only http,desk` for some of it.
import { join } from 'node:path'
import { built, installed, node, root, run } from './ground.mjs'

installed()
built()
process.exit(run(node(), [join(root, 'bench', 'run.ts'), ...process.argv.slice(2)]))
