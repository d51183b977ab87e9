/** Rooms of the web by height: a room may use those below it and beside it in the same group, never one above. */
export const webFloors = {
  /** Anything may use these. */
  ground: ['styles', 'words', 'controls', 'keyboard', 'live', 'session'],
  /** What several pages share, each above the one before it. */
  shared: ['terms', 'message', 'rows', 'commands', 'reply', 'actions'],
  /** What a person has before them. Strangers to one another. */
  pages: ['sign-in', 'queue', 'card', 'tasks', 'settings', 'start'],
  /** Puts pages together. */
  top: ['shell'],
} as const

/** Where one page may enter another: the queue opens the card beside it, the first page asks what is set up already. */
export const webDoors = ['^apps/web/src/card/card-pane[.]tsx$', '^apps/web/src/settings/settings-(address|queries)[.]ts$']

const inside = (...rooms: readonly string[]): string => `^apps/web/src/(${rooms.join('|')})/`
const { ground, shared, pages, top } = webFloors

/** The rules that follow: each names who may not use whom. */
export const webRoomRules = [
  {
    name: 'web-ground-knows-no-work',
    severity: 'error' as const,
    comment: 'Controls, keys, words, the line and the session serve every page. What knows of incidents stands in a room above them.',
    from: { path: inside(...ground) },
    to: { path: inside(...shared, ...pages, ...top) },
  },
  ...shared.map((room, at) => ({
    name: `web-${room}-looks-no-higher`,
    severity: 'error' as const,
    comment: `What pages share stands in a row: ${shared.join(' ← ')}. Each uses those before it; a page and the shell use all of them.`,
    from: { path: inside(room) },
    to: { path: inside(...shared.slice(at + 1), ...pages, ...top) },
  })),
  {
    name: 'web-pages-are-strangers',
    severity: 'error' as const,
    comment: 'One page does not reach into another. What both need belongs to a shared room; a way in is named in tools/web-rooms.ts.',
    from: { path: `^apps/web/src/(${pages.join('|')})/` },
    to: { path: inside(...pages), pathNot: ['^apps/web/src/$1/', ...webDoors] },
  },
  {
    name: 'web-shell-is-on-top',
    severity: 'error' as const,
    comment: 'The shell puts pages together; a page that asks the shell for something makes a circle of rooms.',
    from: { path: inside(...pages) },
    to: { path: inside(...top) },
  },
]
