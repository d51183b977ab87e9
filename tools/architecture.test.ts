import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cruiseTree, root, ruleNames, uncommented, type Violation } from './cruise.ts'
import { webFloors } from './web-rooms.ts'

/** One file that breaks each rule. Paths are relative to a small house of its own. */
const breaks: Record<string, [file: string, source: string]> = {
  'core-is-pure': ['packages/casework/src/reads-a-file.ts', `import 'node:fs'`],
  'core-knows-few-libraries': ['packages/worktime/src/borrows.ts', `import 'lodash'`],
  'worktime-knows-nothing': ['packages/worktime/src/looks-up.ts', `import '../../regulations/src/index.ts'`],
  'regulations-know-only-worktime': ['packages/regulations/src/looks-up.ts', `import '../../casework/src/index.ts'`],
  'regulations-read-plan-judge': ['packages/regulations/src/plan/asks-back.ts', `import '../judge/judge.ts'`],
  'regulations-acts-stand-alone': ['packages/regulations/src/act/plans.ts', `import '../plan/plan.ts'`],
  'record-knows-no-wing': ['packages/record/src/decides.ts', `import '../../casework/src/index.ts'`],
  'casework-knows-only-law': ['packages/casework/src/stores.ts', `import '../../storage/src/index.ts'`],
  'contract-says-nothing-of-storage': ['packages/contract/src/leaks.ts', `import '../../storage/src/index.ts'`],
  'storage-speaks-to-no-network': ['packages/storage/src/sends.ts', `import '../../connectors/src/index.ts'`],
  'storage-record-names-no-kind': ['packages/storage/src/record/decides.ts', `import '../incidents/decide.ts'`],
  'storage-engine-is-below': ['packages/storage/src/engine/looks-up.ts', `import '../record/table.ts'`],
  'storage-rooms-look-down': ['packages/storage/src/organisation/plans.ts', `import '../incidents/decide.ts'`],
  'connectors-do-not-decide': [
    'packages/connectors/src/vk/decides.ts',
    `import { decide } from '../../../casework/src/index.ts'\nexport const d = decide`,
  ],
  'networks-are-strangers': ['packages/connectors/src/vk/peeks.ts', `import '../ok/ok.ts'`],
  'sandbox-is-a-stranger-to-casework': ['packages/sandbox/src/knows-us.ts', `import '../../casework/src/index.ts'`],
  'web-speaks-contract': ['apps/web/src/reads-tables.ts', `import '../../../packages/storage/src/index.ts'`],
  'web-carries-no-schemas': ['apps/web/src/checks-shapes.ts', `import '../../../packages/contract/src/index.ts'`],
  'server-knows-no-demo': ['apps/server/src/shows-off.ts', `import '../../demo/src/index.ts'`],
  'web-ground-knows-no-work': ['apps/web/src/controls/asks-the-queue.ts', `import '../rows/list.ts'`],
  'web-terms-looks-no-higher': ['apps/web/src/terms/says.ts', `import '../message/text.ts'`],
  'web-message-looks-no-higher': ['apps/web/src/message/lists.ts', `import '../rows/list.ts'`],
  'web-rows-looks-no-higher': ['apps/web/src/rows/commands.ts', `import '../commands/give.ts'`],
  'web-commands-looks-no-higher': ['apps/web/src/commands/writes.ts', `import '../reply/form.ts'`],
  'web-reply-looks-no-higher': ['apps/web/src/reply/offers.ts', `import '../actions/bar.ts'`],
  'web-actions-looks-no-higher': ['apps/web/src/actions/opens.ts', `import '../card/card-pane.tsx'`],
  'web-pages-are-strangers': ['apps/web/src/tasks/borrows.ts', `import '../queue/page.ts'`],
  'web-shell-is-on-top': ['apps/web/src/start/asks-home.ts', `import '../shell/frame.ts'`],
  'web-is-nobodys-library': ['apps/server/src/renders.ts', `import '../../web/src/index.ts'`],
  'through-the-front-door': ['packages/storage/src/climbs-in.ts', `import '../../casework/src/inside.ts'`],
  'production-without-tests': ['packages/sandbox/src/ships-tests.ts', `import '../test/kit.ts'`],
  'nothing-unresolved': ['apps/server/src/lost.ts', `import './nowhere.ts'`],
  'no-circle': ['packages/sandbox/src/a.ts', `import './b.ts'`],
}

const standing: Record<string, string> = {
  'packages/storage/src/incidents/decide.ts': '',
  'packages/storage/src/record/table.ts': '',
  'node_modules/lodash/package.json': '{"name":"lodash","main":"index.js"}',
  'node_modules/lodash/index.js': '',
  'packages/casework/src/index.ts': 'export const decide = 1',
  'packages/casework/src/inside.ts': '',
  'packages/regulations/src/judge/judge.ts': '',
  'packages/regulations/src/plan/plan.ts': '',
  'packages/connectors/src/ok/ok.ts': '',
  'packages/sandbox/test/kit.ts': '',
  'packages/sandbox/src/b.ts': `import './a.ts'`,
  'apps/demo/src/index.ts': '',
  'apps/web/src/index.ts': '',
  ...Object.fromEntries(
    ['message/text', 'rows/list', 'commands/give', 'reply/form', 'actions/bar', 'queue/page', 'shell/frame'].map((file) => [
      `apps/web/src/${file}.ts`,
      '',
    ]),
  ),
  'apps/web/src/card/card-pane.tsx': '',
  // A named way in is no violation.
  'apps/web/src/queue/opens-the-card.ts': `import '../card/card-pane.tsx'`,
  ...Object.fromEntries(
    ['worktime', 'regulations', 'contract', 'storage', 'connectors'].map((name) => [`packages/${name}/src/index.ts`, '']),
  ),
}

describe('the directions of the house', () => {
  let house = ''
  let violations: Violation[] = []
  beforeAll(async () => {
    house = mkdtempSync(join(tmpdir(), 'otklik-house-'))
    for (const [file, source] of [...Object.entries(standing), ...Object.values(breaks)]) {
      mkdirSync(dirname(join(house, file)), { recursive: true })
      writeFileSync(join(house, file), source)
    }
    violations = (await cruiseTree(house)).violations
  }, 60_000)
  afterAll(() => rmSync(house, { recursive: true, force: true }))

  it('have a broken example for every rule, and a comment on every rule', () => {
    expect(Object.keys(breaks).toSorted()).toEqual([...ruleNames].toSorted())
    expect(uncommented).toEqual([])
  })
  it.each(Object.entries(breaks))('speak up when %s is broken', (rule, [file]) => {
    expect(violations.filter((violation) => violation.rule === rule).map((violation) => violation.from)).toContain(file)
  })
  it('let one page enter another only by its named door', () => {
    expect(violations.filter(({ from }) => from === 'apps/web/src/queue/opens-the-card.ts')).toEqual([])
  })
  it('know every room of the web, so that a new one is given a floor', () => {
    const rooms = readdirSync(join(root, 'apps/web/src'), { withFileTypes: true }).filter((entry) => entry.isDirectory())
    const floors = Object.values(webFloors).flat().toSorted()
    expect(rooms.map(({ name }) => name).toSorted()).toEqual(floors)
  })
  it('are kept by the tree as it stands, and the rules have seen all of it', async () => {
    const { violations, missed } = await cruiseTree(root)
    expect(violations).toEqual([])
    expect(missed).toEqual([])
  }, 120_000)
})
