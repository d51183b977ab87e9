import type { Words } from '../ru.ts'
import { releasePath } from './release-path.ts'

export const start: Words['start'] = {
  title: 'Where to start',
  demoLead: (town) =>
    `${town} is a demo town. Its people are invented and its page in the network is simulated on this machine; the rest is real.`,
  five: 'In five minutes',
  steps: {
    write: {
      title: 'Write as a citizen',
      text: 'Open the community page in another tab and leave a comment under any post.',
      link: 'Open the community page',
    },
    arrive: {
      title: 'See it arrive',
      text: 'Two seconds later it is in the view New, behind “1 new” (U). Beside it you see the time left and the clause that sets it.',
      link: 'Open the new ones',
    },
    select: {
      title: 'Select and route from the keyboard',
      text: 'J and K move along the queue, Enter opens, S selects, R routes: two letters of a unit and Enter.',
      link: 'Open the queue',
    },
    draft: {
      title: 'Answer as an executor',
      text: 'In a private window or on a phone sign in as an executor of the unit you routed to, write a reply and send it.',
      link: 'My tasks',
    },
    approve: releasePath.approval.step,
    see: {
      title: 'Find the reply under the comment',
      text: 'It appears on the community page exactly once. The card shows the line of terms and a record of every step.',
      link: 'Open the community page',
    },
  },
  roleStep: { curator: 'curator', executor: 'executor', citizen: 'citizen' },
  who: 'Who is who',
  whoLead: 'You can use any login. The password is the same for all:',
  columns: { login: 'Login', name: 'Who', role: 'Role', place: 'Where' },
  you: 'you',
  keys: 'Keys',
  keysLead: 'They go by the position of a key, in any layout. The question mark shows all of them.',
  keyList: {
    move: 'down and up the queue',
    open: 'open the card',
    select: 'select',
    route: 'route',
    decline: 'decline',
    approve: 'approve',
    sendBack: 'send back',
    undo: 'undo the last action, for ten seconds',
    search: 'search',
    palette: 'all commands',
    map: 'all shortcuts',
  },
  adminLead: 'Five steps, and messages from citizens start coming in.',
  adminTitle: "An administrator's first steps",
  admin: {
    units: { title: 'Units', text: 'Where to route: departments, schools, utilities.' },
    people: { title: 'People', text: 'Curators and executors with logins and units.' },
    schedule: { title: 'Schedule', text: 'Working hours and lunch: used to count terms.' },
    act: { title: 'Act', text: 'The regulation your administration works by. Read the findings before putting it in force.' },
    networks: { title: 'Networks', text: 'Your pages and their tokens. After the check, messages come in automatically.' },
  },
  done: 'done',
  look: 'please check',
  todo: 'to do',
  otherLead: 'Messages from citizens arrive in the queue automatically; your own tasks come first.',
  hide: 'Do not show again',
  hideHint: 'The page is still at /start and in the list of commands (Ctrl+K).',
  open: 'Start working',
}
