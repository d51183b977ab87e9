// What the desk asks of casework before a card is opened: small, without the checks of a text and without anything that parses.
// The checks come with the card: `@otklik/casework/requirements`. When a term is amber: `soonSpan` of `@otklik/worktime/stretches`.
export { queuePlace } from './queue-place.ts'
export { groupOfView, isFinished, isIn, statusGroups } from './status-groups.ts'
