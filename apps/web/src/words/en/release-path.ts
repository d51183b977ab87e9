import type { Words } from '../ru.ts'

export const releasePath: Words['releasePath'] = {
  approval: {
    handIn: 'Submit for approval',
    reads: 'The curator reads and approves it.',
    view: 'For approval',
    status: 'for approval',
    empty: ['Nothing to approve.', 'Drafts appear here as soon as executors send them.'],
    step: {
      title: 'Send back, then approve',
      text: 'As the curator: B sends back with a remark, A approves. The requirements of the act are shown with their clauses.',
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
      text: 'As the curator: B sends back with a remark, P reads and publishes. The requirements of the act are shown with their clauses.',
      link: 'Open “To publish”',
    },
  },
  own: {
    handIn: 'Reply is ready',
    reads: 'This act has no approval step: you publish the reply yourself.',
    view: 'Reply ready',
    status: 'reply ready',
    empty: ['No replies are ready.', 'They appear here as soon as executors write them.'],
    step: {
      title: 'Read it again and publish',
      text: 'As the executor: this act has no approval step, so whoever wrote the reply publishes it. The task has a Publish button.',
      link: 'Open “Reply ready”',
    },
  },
}
