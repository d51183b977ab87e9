import '../styles/mantine-menu.ts'
import { Button, Menu } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import type { ActionStateView, IncidentCard, QueueRow } from '@otklik/contract'
import { strokeName } from '../keyboard/strokes.ts'
import { usePending } from '../rows/pending.ts'
import { useWords } from '../words/words.tsx'
import { actionKeys } from '../actions/action-keys.ts'
import { isAction, type Action } from '../actions/action.ts'
import { useActions } from '../actions/actions-host.tsx'
import styles from './card-pane.module.css'

/** What usually comes next in a state: these stand as buttons, the rest behind «Ещё». */
const usual: Partial<Record<QueueRow['status'], readonly Action[]>> = {
  received: ['select', 'decline'],
  selected: ['route', 'decline', 'redirect'],
  routed: ['return', 'askForTime'],
  submitted: ['approve', 'publish', 'sendBack'],
  reworking: ['return', 'askForTime'],
  approved: ['publish', 'sendBack'],
  awaitingAuthor: ['close'],
  answered: ['close'],
}

/** What helps where the network refused: the same again, another text, another unit, or an end. */
const afterFailure: readonly Action[] = ['publish', 'sendBack', 'route', 'close']

/** Actions that take a message further: only such a one stands as the first button; what sends it back never looks like the thing to do. */
const onward: readonly Action[] = ['select', 'route', 'approve', 'publish', 'setTerm', 'close']

const sequence: readonly Action[] = [
  'select',
  'route',
  'approve',
  'publish',
  'sendBack',
  'decline',
  'redirect',
  'return',
  'askForTime',
  'denyTime',
  'extendTerm',
  'setTerm',
  'close',
]

/** The next steps as buttons with their keys; everything else behind one press; a closed one says why, and by which clause, when it is pressed. */
export function ActionsBar({ card }: { card: IncidentCard }) {
  const words = useWords()
  const { begin } = useActions()
  const pending = usePending(card.row.id)
  const states = new Map<Action, ActionStateView>()
  for (const state of card.actions) if (isAction(state.action)) states.set(state.action, state)
  const doubt = card.actions.some(({ action, allowed }) => action === 'resolvePublication' && allowed)
  // Where a reply is being written, its own button is the first one: no way out stands before it.
  const writing = card.actions.some(({ action, allowed: may }) => action === 'submitDraft' && may)
  const allowed = (action: Action) => states.get(action)?.allowed === true
  const failed = card.row.status === 'approved' && card.row.flags.includes('publicationFailed')
  // A term that the act leaves to be set is the next step of whoever sets it.
  const setting: readonly Action[] = card.awaitedTerms.length > 0 ? ['setTerm'] : []
  const near = [...(failed ? afterFailure : (usual[card.row.status] ?? [])), ...setting].filter(allowed)
  const rest = sequence.filter((action) => states.has(action) && !near.includes(action))
  const open = rest.filter(allowed)
  const closed = rest.filter((action) => !allowed(action))
  const keyOf = (action: Action) => {
    const stroke = actionKeys.find(([name]) => name === action)?.[1]
    return stroke === undefined ? null : <kbd className={styles.key}>{strokeName(stroke)}</kbd>
  }
  return (
    <div className={styles.actions} role="group" aria-label={words.card.actions}>
      {doubt && <Button onClick={() => document.getElementById('uncertain-heading')?.focus()}>{words.actions.resolvePublication}</Button>}
      {/* Until the server has confirmed the command, only it knows what comes next. */}
      {pending && card.actions.length === 0 && <p className="quiet">{words.queue.pending}…</p>}
      {card.row.status === 'publishing' && !pending && <p className="quiet">{words.card.onItsWay}</p>}
      {near.map((action, index) => (
        <Button
          key={action}
          variant={index === 0 && !writing && onward.includes(action) ? 'filled' : 'default'}
          rightSection={keyOf(action)}
          onClick={() => begin(action, card.row)}
        >
          {words.actions[action]}
        </Button>
      ))}
      {rest.length > 0 && (
        <Menu position="bottom-start" width={320}>
          <Menu.Target>
            <Button variant="subtle" color="gray" leftSection={<IconDots size={16} aria-hidden />}>
              {words.card.more}
            </Button>
          </Menu.Target>
          <Menu.Dropdown mah="60dvh" style={{ overflowY: 'auto' }}>
            {open.map((action) => (
              <Menu.Item key={action} rightSection={keyOf(action)} onClick={() => begin(action, card.row)}>
                {words.actions[action]}
              </Menu.Item>
            ))}
            {closed.length > 0 && <Menu.Label>{words.card.closedActions}</Menu.Label>}
            {closed.map((action) => {
              // Why it is closed is said when it is asked: a menu is no wall of refusals.
              const reason = states.get(action)?.text?.[words.locale]
              return (
                <Menu.Item key={action} aria-disabled title={reason} onClick={() => begin(action, card.row)}>
                  <span className="quiet">{words.actions[action]}</span>
                </Menu.Item>
              )
            })}
          </Menu.Dropdown>
        </Menu>
      )}
    </div>
  )
}
