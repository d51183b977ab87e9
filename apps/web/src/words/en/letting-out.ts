import type { Words } from '../ru.ts'

export const lettingOut: Words['lettingOut'] = {
  approval: {
    handIn: 'Submit for approval',
    reads: 'The curator reads and approves it.',
    view: 'For approval',
    status: 'for approval',
    empty: ['Nothing to approve.', 'Drafts appear here as soon as executors send them.'],
    step: {
      title: 'Send back, then approve',
      text: 'As the curator: B sends back with a remark, A approves. What the act requires is marked with its clauses.',
      link: 'Open “For approval”',
    },
  },
  publication: {
    handIn: 'Send to the curator',
    reads: 'The curator reads and publishes it.',
    view: 'To publish',
    status: 'to be published',
    empty: ['Nothing to publish.', 'Drafts appear here as soon as executors send them.'],
    step: {
      title: 'Send back, then publish',
      text: 'As the curator: B sends back with a remark, P reads and publishes. What the act requires is marked with its clauses.',
      link: 'Open “To publish”',
    },
  },
  own: {
    handIn: 'The reply is ready',
    reads: 'The act knows no approval: it is yours to publish.',
    view: 'Reply ready',
    status: 'reply ready',
    empty: ['No replies are ready.', 'They appear here as soon as executors write them.'],
    step: {
      title: 'Read it again and publish',
      text: 'As the executor: this act knows no approval, so whoever wrote it publishes it. The task shows the button Publish.',
      link: 'Open “Reply ready”',
    },
  },
}
