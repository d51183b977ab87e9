import type { Words } from '../ru.ts'
import { lettingOut } from './letting-out.ts'

export const start: Words['start'] = {
  title: 'Where to start',
  demoLead: (town) =>
    `${town} is a demonstration town. Its people are invented, its page in the network is simulated on this machine; the rest is real.`,
  five: 'In five minutes',
  steps: {
    write: {
      title: 'Write as a citizen',
      text: 'Open the community page in another tab and leave a comment under any post.',
      link: 'Open the community page',
    },
    arrive: {
      title: 'See it arrive',
      text: 'Two seconds later it is in the view New, behind “1 new” (U). Beside it: how much time is left and by which clause.',
      link: 'Open the new ones',
    },
    select: {
      title: 'Select and route from the keyboard',
      text: 'J and K walk the queue, Enter opens, S selects, R routes: two letters of a unit and Enter.',
      link: 'Open the queue',
    },
    draft: {
      title: 'Answer as an executor',
      text: 'In a private window or on a phone sign in as an executor of the unit you routed to, write a reply and send it.',
      link: 'My tasks',
    },
    approve: lettingOut.approval.step,
    see: {
      title: 'Find the reply under the comment',
      text: 'It stands on the community page, once. The card shows the line of terms and the record of every step.',
      link: 'Open the community page',
    },
  },
  roleStep: { curator: 'curator', executor: 'executor', citizen: 'citizen' },
  who: 'Who is who',
  whoLead: 'Any login works. Everybody has the same password:',
  columns: { login: 'Login', name: 'Who', role: 'Role', place: 'Where' },
  you: 'you',
  keys: 'Keys',
  keysLead: 'They work by their place on the keyboard, in any layout. All of them: the question mark.',
  keyList: {
    move: 'down and up the queue',
    open: 'open the card',
    select: 'select',
    route: 'route',
    decline: 'decline',
    approve: 'approve',
    sendBack: 'send back',
    undo: 'take back the last one, for ten seconds',
    search: 'search',
    palette: 'all commands',
    map: 'map of keys',
  },
  adminLead: 'Five steps, and messages of citizens begin to come in.',
  adminTitle: "An administrator's first steps",
  admin: {
    units: { title: 'Units', text: 'Where to route: departments, schools, utilities.' },
    people: { title: 'People', text: 'Curators and executors with logins and units.' },
    schedule: { title: 'Schedule', text: 'Working hours and lunch: terms are counted by them.' },
    act: { title: 'Act', text: 'The regulation your administration works by. Read its findings before putting it in force.' },
    networks: { title: 'Networks', text: "The organisation's pages and their tokens. Once checked, messages come in by themselves." },
  },
  done: 'done',
  look: 'look at it',
  todo: 'to do',
  otherLead: 'Messages of citizens come into the queue by themselves; your own tasks stand first.',
  hide: 'Do not show again',
  hideHint: 'The page stays at /start and in the list of commands (Ctrl+K).',
  open: 'To work',
}
