import { INTENTS } from '../outbox/intents-table.ts'
import { ALARMS, OBLIGATIONS } from '../record/obligations.ts'
import type { Table } from '../record/table.ts'

/** Names of columns, written as a line. */
const columns = (line: string): readonly string[] => line.split(/\s+/)

export const INCIDENTS: Table = {
  name: 'incidents',
  stream: 'id',
  by: [],
  root: true,
  columns:
    columns(`version number status open importance track regulation excerpt answer_excerpt message_id author_id network account_id url
    topic_id location curator_id received_at changed_at flags attached kept_late owed next next_soon_at due_key`),
}

/** Units that have an incident. */
export const HOLDERS: Table = {
  name: 'incident_units',
  stream: 'incident_id',
  by: ['unit_id'],
  columns: columns('unit_id role part since status due_key'),
  drops: true,
}

/** Keys by which later messages find an incident: whoever has one keeps it. */
const KEYS: Table = {
  name: 'network_keys',
  stream: 'incident_id',
  by: ['account_id', 'key'],
  columns: ['account_id', 'key', 'kind'],
  unique: ['tenant_id', 'account_id', 'key'],
  conflict: 'do nothing',
  conflictAnew: 'do update set incident_id = excluded.incident_id, kind = excluded.kind',
}

const FILES: Table = { name: 'incident_files', stream: 'incident_id', by: ['file_id'], columns: ['file_id'], file: 'file_id' }

const TEXTS: Table = {
  name: 'incident_texts',
  stream: 'incident_id',
  by: [],
  columns: ['words'],
  computed: { words: `to_tsvector('russian', given ->> 'words')` },
}

/** Everything that follows from an incident's record. */
export const INCIDENT_TABLES: readonly Table[] = [INCIDENTS, HOLDERS, OBLIGATIONS, ALARMS, KEYS, FILES, TEXTS, INTENTS]
