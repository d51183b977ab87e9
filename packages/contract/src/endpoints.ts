/** How a route is called: its method, and its path in the notation of `/api/incidents/:id`. */
export type Endpoint = { readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'; readonly path: `/api/${string}` }

/**
 * Every route of the contract by name, as plain values: the desk calls by them before any schema library has come. The routes are made
 * of these same values, so that neither can name a place that the other does not know.
 * See docs/decisions/0013-one-table-of-endpoints.md.
 */
export const endpoints = {
  // The door, one's session and one's own password.
  door: { method: 'GET', path: '/api/door' },
  signIn: { method: 'POST', path: '/api/session' },
  signOut: { method: 'DELETE', path: '/api/session' },
  session: { method: 'GET', path: '/api/session' },
  passwordHistory: { method: 'GET', path: '/api/session/password' },
  changePassword: { method: 'PUT', path: '/api/session/password' },
  // The queue, and who looks at which card.
  queue: { method: 'GET', path: '/api/queue' },
  queueCounts: { method: 'GET', path: '/api/queue/counts' },
  looking: { method: 'POST', path: '/api/looking' },
  // Incidents: the card, and commands to it.
  registerMessage: { method: 'POST', path: '/api/incidents' },
  incident: { method: 'GET', path: '/api/incidents/:id' },
  command: { method: 'POST', path: '/api/incidents/:id/commands' },
  markRead: { method: 'POST', path: '/api/incidents/:id/read' },
  authorHistory: { method: 'GET', path: '/api/authors/:id/messages' },
  // Units, people with logins, the schedule.
  directory: { method: 'GET', path: '/api/directory' },
  addUnit: { method: 'POST', path: '/api/units' },
  setUnit: { method: 'PUT', path: '/api/units/:id' },
  people: { method: 'GET', path: '/api/people' },
  addPerson: { method: 'POST', path: '/api/people' },
  setPerson: { method: 'PUT', path: '/api/people/:id' },
  schedule: { method: 'GET', path: '/api/schedule' },
  setSchedule: { method: 'PUT', path: '/api/schedule' },
  // The production calendar by years.
  calendar: { method: 'GET', path: '/api/calendar' },
  calendarYear: { method: 'GET', path: '/api/calendar/:year' },
  previewCalendar: { method: 'POST', path: '/api/calendar/preview' },
  setCalendar: { method: 'PUT', path: '/api/calendar' },
  // Acts, and which one is in force.
  regulations: { method: 'GET', path: '/api/regulations' },
  regulation: { method: 'GET', path: '/api/regulations/:id' },
  setRegulation: { method: 'PUT', path: '/api/regulation-in-force' },
  // Networks, connections to them, and what they could not read or handle.
  networks: { method: 'GET', path: '/api/networks' },
  accounts: { method: 'GET', path: '/api/accounts' },
  addAccount: { method: 'POST', path: '/api/accounts' },
  setAccount: { method: 'PUT', path: '/api/accounts/:id' },
  checkAccount: { method: 'POST', path: '/api/accounts/:id/check' },
  unhandledEvents: { method: 'GET', path: '/api/accounts/:id/unhandled' },
  retryUnhandled: { method: 'POST', path: '/api/accounts/:id/unhandled/retry' },
  // For those who look after the record: who did what, and what was altered past the program.
  journal: { method: 'GET', path: '/api/journal' },
  alterations: { method: 'GET', path: '/api/alterations' },
  alterationSeen: { method: 'POST', path: '/api/alterations/:id/seen' },
} as const satisfies Record<string, Endpoint>

type Parts = Readonly<Record<string, string | number | boolean | null | undefined>>

/**
 * Where an endpoint is called: its path with the parameters in their places, and the query behind it. Of the query what is undefined or
 * null is left out. @throws Error where a parameter of the path is missing
 */
export function urlOf({ path }: Endpoint, params: Parts = {}, query: Parts = {}): string {
  const filled = path.replace(/:(\w+)/g, (_whole, name: string) => {
    const value = params[name] ?? ''
    if (value === '') throw new Error(`${path}: no ${name}`)
    return encodeURIComponent(value)
  })
  const pairs = Object.entries(query).flatMap(([name, value]) => (value == null ? [] : [[name, String(value)]]))
  return pairs.length === 0 ? filled : `${filled}?${new URLSearchParams(pairs)}`
}

/** What does not speak JSON: a photo sent (multipart, field `file`; answers `fileRef`), a photo read, and the stream of events. */
export const otherEndpoints = {
  addFile: { method: 'POST', path: '/api/files' },
  file: { method: 'GET', path: '/api/files/:id' },
  stream: { method: 'GET', path: '/api/stream' },
} as const satisfies Record<string, Endpoint>
