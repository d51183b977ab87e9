import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

/** A network's own folders, tests, and the two lists of networks. The demo town says where its page is: that is the town's data. */
const own =
  /^packages\/(connectors|sandbox)\/src\/(vk\/|catalogue[.]ts$)|\/test\/|[.]test[.]ts$|^apps\/demo\/town\/town[.]ts$|(^|\/)bench\//

test('outside its own folders a network is named in the two catalogues alone: nothing else has to change for another one', () => {
  const files = execFileSync('git', ['ls-files', 'apps', 'packages', 'tools', 'bench'], { encoding: 'utf8' }).split('\n')
  const code = files.filter((file) => /[.](ts|tsx|css|js|mjs)$/.test(file))
  const naming = code.filter((file) => /\bvk\b|вконтакте|vk[.]/i.test(readFileSync(file, 'utf8')))
  expect(naming.filter((file) => !own.test(file))).toEqual([])
  expect(naming.filter((file) => file.endsWith('/catalogue.ts'))).toEqual([
    'packages/connectors/src/catalogue.ts',
    'packages/sandbox/src/catalogue.ts',
  ])
})
