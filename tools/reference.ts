import { mkdirSync, writeFileSync } from 'node:fs'
import { actsPage } from './reference/acts.ts'
import { commandsPage } from './reference/commands.ts'
import { httpPage } from './reference/http.ts'
import { regulationPage } from './reference/regulation.ts'

/** The pages of `docs/reference`, made from the program itself. `node tools/reference.ts` writes them. */
export const referencePages: Readonly<Record<string, () => string>> = {
  'http.md': httpPage,
  'regulation.md': regulationPage,
  'commands.md': commandsPage,
  'acts.md': actsPage,
}

export const referenceFolder = new URL('../docs/reference/', import.meta.url)

if (import.meta.main) {
  mkdirSync(referenceFolder, { recursive: true })
  for (const [name, make] of Object.entries(referencePages)) writeFileSync(new URL(name, referenceFolder), make())
}
