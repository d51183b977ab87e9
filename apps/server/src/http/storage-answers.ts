import { isAway, isDiskFull, StorageFault, type StorageFaultCode } from '@otklik/storage'
import { ProblemError } from './problems.ts'

type More = NonNullable<ConstructorParameters<typeof ProblemError>[1]>

/** What is wrong with the request; every other fault is the house's own. */
const asked: Partial<Record<StorageFaultCode, (more: More) => ProblemError>> = {
  'not-found': (more) => new ProblemError('not-found', more),
  'login-taken': (more) => new ProblemError('login-taken', more),
  'user-taken': (more) => new ProblemError('login-taken', more),
  'unit-unknown': (more) => new ProblemError('unknown-unit', more),
  'unit-cycle': (more) => new ProblemError('unknown-parent', more),
  'last-administrator': (more) => new ProblemError('last-administrator', more),
  'schedule-unreadable': (more) => new ProblemError('wrong-schedule', more),
  'account-taken': (more) => new ProblemError('account-taken', more),
}

/** Storage speaks to people itself; here its words become answers with a status. null for what nobody foresaw. */
export function ofStorage(error: unknown): ProblemError | null {
  if (isDiskFull(error)) return new ProblemError('disk-full', { cause: error })
  if (!(error instanceof StorageFault)) return isAway(error) ? new ProblemError('unavailable', { cause: error }) : null
  const more = { text: { ru: error.ru, en: error.en }, cause: error }
  return asked[error.code]?.(more) ?? new ProblemError('unavailable', more)
}
