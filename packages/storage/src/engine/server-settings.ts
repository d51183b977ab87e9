/**
 * Settings of the embedded server: a small PC on which nothing confirmed may be lost. Given on the command line, not in a file, so that a
 * newer program brings its own. `fsync`, `full_page_writes` and `synchronous_commit` stay on: ten simulated power cuts lost nothing.
 */
export const SETTINGS: Readonly<Record<string, string>> = {
  max_connections: '60',
  shared_buffers: '128MB',
  work_mem: '8MB',
  maintenance_work_mem: '64MB',
  effective_cache_size: '512MB',
  fsync: 'on',
  full_page_writes: 'on',
  synchronous_commit: 'on',
  wal_level: 'minimal',
  max_wal_senders: '0',
  wal_compression: 'on',
  max_wal_size: '512MB',
  min_wal_size: '80MB',
  checkpoint_timeout: '5min',
  // A compiled plan pays off in reports over millions of rows; here it would only delay a queue of fifty.
  jit: 'off',
  random_page_cost: '1.1',
  timezone: 'UTC',
  // Failed statements and their details carry citizens' words; the log must not.
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_checkpoints: 'off',
  lc_messages: 'C',
  password_encryption: 'scram-sha-256',
}

/** Turns settings into arguments of `postgres`. */
export function settingArguments(settings: Readonly<Record<string, string>>): string[] {
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}
