/** The usual hours of an administration, as an administrator would write and later change them. `timezone` is an IANA name. */
export function officeHours(timezone: string): string {
  const day = '["09:00-13:00", "14:00-18:00"]'
  return `timezone: ${timezone}
# Рабочие часы; обед делит день надвое. Working hours; lunch splits a day in two.
week:
  mon: ${day}
  tue: ${day}
  wed: ${day}
  thu: ${day}
  fri: ${day}
# Производственный календарь России. The Russian production calendar.
calendar: ru
# Местные исключения, например: "2026-08-08": off. Local exceptions.
exceptions: {}
`
}

/** Working time without nights and days off: for a demonstration in the evening. */
export function aroundTheClock(timezone: string): string {
  const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day) => `  ${day}: ["00:00-24:00"]`).join('\n')
  return `timezone: ${timezone}\nweek:\n${days}\ncalendar: none\n`
}
