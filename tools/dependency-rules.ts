import type { ICruiseOptions, IForbiddenRuleType } from 'dependency-cruiser'
import { webRoomRules } from './web-rooms.ts'

// The directions of the house as rules. Each comment is written to the person who has just broken it.
// `tools/architecture.ts` runs them and refuses to be green over fewer modules than stand in the tree;
// `tools/architecture.test.ts` breaks every rule once.

const core = '^packages/(worktime|regulations|record|casework)/src/'

type Rule = IForbiddenRuleType & { name: string; comment: string }

export const forbidden: Rule[] = [
  {
    name: 'core-is-pure',
    severity: 'error',
    comment:
      'A decision must give the same answer tomorrow. Files, network, clock and database belong to storage, connectors or apps; pass in what they found.',
    from: { path: core },
    to: { dependencyTypes: ['core'] },
  },
  {
    name: 'core-knows-few-libraries',
    severity: 'error',
    comment: 'A library in the core becomes part of the law we execute. Add one only with a decision record, then name it here.',
    from: { path: core },
    to: { path: 'node_modules/', pathNot: 'node_modules/(temporal-polyfill|temporal-utils|temporal-spec|yaml|zod)/' },
  },
  {
    name: 'worktime-knows-nothing',
    severity: 'error',
    comment: 'worktime ← regulations ← casework. If you need the other way, what you need lives in the wrong package.',
    from: { path: '^packages/worktime/' },
    to: { path: '^(packages/(?!worktime/)|apps/)' },
  },
  {
    name: 'regulations-know-only-worktime',
    severity: 'error',
    comment: 'An act counts time; it does not know what an incident is.',
    from: { path: '^packages/regulations/' },
    to: { path: '^(packages/(?!(regulations|worktime)/)|apps/)' },
  },
  {
    name: 'regulations-read-plan-judge',
    severity: 'error',
    comment:
      'Rooms of regulations: act ← plan ← judge, act and plan ← check, and say sees them all. What two rooms need stands in the lower one.',
    from: { path: '^packages/regulations/src/(act|plan|judge|check)/' },
    to: {
      path: '^packages/regulations/src/(plan|judge|check|say)/',
      pathNot: ['^packages/regulations/src/$1/', '^packages/regulations/src/plan/'],
    },
  },
  {
    name: 'regulations-acts-stand-alone',
    severity: 'error',
    comment: 'An act is read and checked for form without planning anything: what counts terms belongs to plan.',
    from: { path: '^packages/regulations/src/act/' },
    to: { path: '^packages/regulations/src/(plan|judge|check|say)/' },
  },
  {
    name: 'record-knows-no-wing',
    severity: 'error',
    comment: 'The envelope of an event is the same for every wing: what only one of them says belongs to that wing.',
    from: { path: '^packages/record/' },
    to: { path: '^(packages/(?!(record|regulations|worktime)/)|apps/)' },
  },
  {
    name: 'casework-knows-only-law',
    severity: 'error',
    comment: 'Casework decides. What stores, sends or shows a case depends on casework, never the reverse.',
    from: { path: '^packages/casework/' },
    to: { path: '^(packages/(?!(casework|record|regulations|worktime)/)|apps/)' },
  },
  {
    name: 'contract-says-nothing-of-storage',
    severity: 'error',
    comment: 'The contract is what the outside may say and see: no table, no connector, no app.',
    from: { path: '^packages/contract/src/' },
    to: { path: '^(packages/(?!(contract|casework|record|regulations|worktime)/)|apps/)' },
  },
  {
    name: 'storage-speaks-to-no-network',
    severity: 'error',
    comment: 'Storage remembers. Who sends and receives is wired in the server.',
    from: { path: '^packages/storage/src/' },
    to: { path: '^(packages/(connectors|sandbox)/|apps/)' },
  },
  {
    name: 'storage-record-names-no-kind',
    severity: 'error',
    comment:
      'Streams of any kind pass through these rooms: what only one kind needs belongs to its own room and reaches them through the registry of aggregates.',
    from: { path: '^packages/storage/src/(record|upkeep|outbox|inbox)/' },
    to: { path: '^packages/storage/src/(incidents|organisation|views)/' },
  },
  {
    name: 'storage-engine-is-below',
    severity: 'error',
    comment: 'The engine speaks to PostgreSQL and to nobody above it.',
    from: { path: '^packages/storage/src/(engine|embedded)/' },
    to: { path: '^packages/storage/src/(?!(engine|embedded)/)' },
  },
  {
    name: 'storage-rooms-look-down',
    severity: 'error',
    comment: 'Rooms of storage: record ← organisation ← incidents ← views. What a lower room needs of a higher one is handed in.',
    from: { path: '^packages/storage/src/(record|organisation|incidents)/' },
    to: {
      path: '^packages/storage/src/(organisation|incidents|views)/',
      pathNot: ['^packages/storage/src/$1/', '^packages/storage/src/organisation/'],
    },
  },
  {
    name: 'connectors-do-not-decide',
    severity: 'error',
    comment: 'A connector translates one network into our words and back. Types may be shared; a rule goes to casework.',
    from: { path: '^packages/connectors/src/' },
    to: { path: '^(packages/(?!connectors/)|apps/)', dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'networks-are-strangers',
    severity: 'error',
    comment: 'One network must not know another. What they share is the port.',
    from: { path: '^packages/connectors/src/([^/]+)/' },
    to: { path: '^packages/connectors/src/[^/]+/', pathNot: ['^packages/connectors/src/$1/', '/src/port/'] },
  },
  {
    name: 'sandbox-is-a-stranger-to-casework',
    severity: 'error',
    comment: 'A simulator speaks its network, not our words: otherwise it would agree with us about our own mistakes.',
    from: { path: '^packages/sandbox/src/' },
    to: { path: '^(packages/(casework|record|regulations|storage|contract|worktime)/|apps/)' },
  },
  {
    name: 'web-speaks-contract',
    severity: 'error',
    comment:
      'The browser sees views, may count time and asks the same checks of a text as the server; it never sees a table, an event or a network.',
    from: { path: '^apps/web/src/' },
    to: {
      path: '^(packages/(?!(contract|worktime|regulations)/|casework/src/(browser|requirements|automatic-requirements|right|roles|language/hits)[.]ts$)|apps/(?!web/))',
    },
  },
  {
    name: 'web-carries-no-schemas',
    severity: 'error',
    comment: 'The first load has no room for a schema library: take types from the contract, and plain lists from its vocabulary.',
    from: { path: '^apps/web/src/' },
    to: { path: '^packages/contract/src/(?!(vocabulary|endpoints)[.]ts$)', dependencyTypesNot: ['type-only'] },
  },
  ...webRoomRules,
  {
    name: 'server-knows-no-demo',
    severity: 'error',
    comment: 'server ← demo ← command-line. The demo town and the command line use the server, which runs the same without them.',
    from: { path: '^apps/(server|demo)/src/' },
    to: { path: '^apps/(demo|command-line)/', pathNot: '^apps/$1/' },
  },
  {
    name: 'web-is-nobodys-library',
    severity: 'error',
    comment: 'The desk is served as built files; nothing imports its source.',
    from: { path: '^(packages|apps/(?!web/))' },
    to: { path: '^apps/web/src/' },
  },
  {
    name: 'through-the-front-door',
    severity: 'error',
    comment: 'A package is used through its exports; what is not exported there may change without notice.',
    from: { path: '^(packages|apps)/([^/]+)/' },
    to: {
      path: '^packages/[^/]+/src/',
      pathNot: [
        '^packages/$2/',
        '/src/index[.]ts$',
        // Tests of the whole program speak to a network's own simulator, and make its connector by hand.
        '^packages/(sandbox/src/[^/]+/index|connectors/src/[^/]+/network)[.]ts$',
        '^packages/(worktime/src/stretches|contract/src/(vocabulary|endpoints)|casework/src/(browser|requirements|automatic-requirements|right|roles|language/(index|hits)))[.]ts$',
      ],
    },
  },
  {
    name: 'production-without-tests',
    severity: 'error',
    comment: 'Production code that imports test code ships it.',
    from: { path: '^(packages|apps)/[^/]+/src/' },
    to: { path: '(/test/|/bench/|[.]test[.]tsx?$|node_modules/(vitest|fast-check|playwright-core)/)' },
  },
  {
    name: 'nothing-unresolved',
    severity: 'error',
    comment: 'An import that points nowhere usually reaches past an exports map.',
    from: {},
    to: { couldNotResolve: true },
  },
  {
    name: 'no-circle',
    severity: 'error',
    comment: 'Two files that need each other are one file or three.',
    from: {},
    to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
  },
]

export const options: ICruiseOptions = {
  tsPreCompilationDeps: true,
  doNotFollow: { path: 'node_modules' },
  exclude: { path: '(^|/)dist/' },
  enhancedResolveOptions: {
    exportsFields: ['exports'],
    conditionNames: ['import', 'node', 'default', 'types'],
    extensions: ['.ts', '.tsx', '.mjs', '.js', '.d.ts'],
  },
}
