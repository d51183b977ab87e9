import { cruiseTree, root } from './cruise.ts'

const { modules, missed, violations } = await cruiseTree(root)
for (const { rule, from, to, comment } of violations) console.error(`${from} → ${to}\n  ${rule}: ${comment}`)
if (missed.length > 0) console.error(`Not seen by the rules, so not checked:\n  ${missed.join('\n  ')}`)
console.log(`architecture: ${modules} modules, ${violations.length} violations, ${missed.length} unseen`)
process.exitCode = violations.length + missed.length > 0 ? 1 : 0
