import type { ClientBase, Pool } from 'pg'

/** What runs a statement: the pool (its own transaction) or a client inside one. */
export type Runs = Pick<Pool | ClientBase, 'query'>
