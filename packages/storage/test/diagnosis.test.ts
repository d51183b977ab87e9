import { describe, expect, test } from 'vitest'
import { diagnose } from '../src/engine/diagnosis.ts'

describe('what the server says when it cannot start', () => {
  test.each([
    ['FATAL:  could not write to file "pg_wal/xlogtemp.7": No space left on device', 'disk-full'],
    ['FATAL:  could not create file "postmaster.pid": Permission denied', 'directory-denied'],
    ['initdb: error: invalid locale name "C.UTF-8"', 'locale-missing'],
    ['FATAL:  database files are incompatible with server', 'other-major-version'],
    ['FATAL:  could not map anonymous shared memory: Cannot allocate memory', 'server-failed'],
  ])('%s', (words, code) => {
    const fault = diagnose('/srv/otklik/cluster', words)
    expect(fault.code).toBe(code)
    expect(fault.ru).toMatch(/[а-я]{4}/)
    expect(fault.en).toMatch(/[a-z]{4}/)
  })
})
