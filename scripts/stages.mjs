// What `npm test` and `npm run test:long` run, and where: docs/testing.md says why.

/** On the second database, PostgreSQL 15 with a plain C.UTF-8 locale, run the storage's tests, all but these: they start their own servers or look at files. */
export const notOnServer = ['embedded', 'embedded-lost', 'witness']

/** And of the whole programs' tests those in which the database itself decides: locks and leases, notices between nodes, order, restored and moved data. */
export const flowsOnServer = ['calendar', 'many-streams', 'nodes', 'order-of-arrival', 'outbox', 'restored', 'scenario', 'sealed-outbox']
