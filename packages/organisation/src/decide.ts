import { type Refusal, refuse } from '@otklik/record'
import type { OrganisationEvent } from './events.ts'
import type { CalendarVersion, Organisation, Person, ScheduleVersion, StoredAct, Topic, Unit } from './state.ts'

/** What is asked of an organisation. The ids of new units and people are arguments, as the moment is. */
export type OrganisationCommand =
  | { readonly type: 'found'; readonly name: string; readonly demo: boolean }
  | { readonly type: 'addUnit'; readonly unit: Unit }
  | { readonly type: 'changeUnit'; readonly unit: Unit }
  /** `managing`: the roles whose bearers can set up the organisation; somebody must be left who can. */
  | { readonly type: 'addPerson'; readonly person: Person; readonly managing: readonly string[] }
  | { readonly type: 'changePerson'; readonly person: Person; readonly managing: readonly string[] }
  | { readonly type: 'givePassword'; readonly personId: string; readonly byPersonId: string | null }
  | { readonly type: 'choosePassword'; readonly personId: string }
  | { readonly type: 'setTopics'; readonly topics: readonly Topic[] }
  | { readonly type: 'storeAct'; readonly act: StoredAct; readonly setBy: string }
  /** The edition of the act that was stored last. `now`: from when on; earlier acts are not shortened by a clock set back. */
  | { readonly type: 'putActInForce'; readonly id: string; readonly now: number; readonly setBy: string }
  | { readonly type: 'setCalendar'; readonly calendar: CalendarVersion; readonly setBy: string }
  | { readonly type: 'setSchedule'; readonly schedule: ScheduleVersion; readonly setBy: string }

export type OrganisationRefusal =
  | 'unit-not-found'
  | 'unit-unknown'
  | 'unit-cycle'
  | 'person-not-found'
  | 'login-taken'
  | 'last-administrator'
  | 'act-unknown'
  | 'edition-taken'

type Decided = readonly OrganisationEvent[] | Refusal<OrganisationRefusal>

/** What a command comes to: events, none where nothing changes, or a refusal. Pure; what the text of an act or of hours says is judged before. */
export function decide(state: Organisation, command: OrganisationCommand): Decided {
  switch (command.type) {
    case 'found':
      return [{ type: 'OrganisationFounded', name: command.name, demo: command.demo }]
    case 'addUnit':
    case 'changeUnit':
      return unit(state, command.unit, command.type === 'addUnit')
    case 'addPerson':
    case 'changePerson':
      return person(state, command.person, command.managing, command.type === 'addPerson')
    case 'givePassword':
      return known(state, command.personId, { type: 'PasswordGiven', personId: command.personId, byPersonId: command.byPersonId })
    case 'choosePassword':
      return known(state, command.personId, { type: 'PasswordChosen', personId: command.personId })
    case 'setTopics': {
      const list = state.topics.filter(({ active }) => active).map(({ id, name, group }) => ({ id, name, group }))
      const topics = command.topics.map(({ id, name, group }) => ({ id, name, group }))
      return same(list, topics) ? [] : [{ type: 'TopicsSet', topics }]
    }
    case 'storeAct':
      return storedAct(state, command.act, command.setBy)
    case 'putActInForce':
      return inForce(state, command.id, command.now, command.setBy)
    case 'setCalendar':
      return [{ type: 'CalendarSet', calendar: command.calendar, setBy: command.setBy }]
    case 'setSchedule':
      return [{ type: 'ScheduleSet', schedule: command.schedule, setBy: command.setBy }]
  }
}

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)

function unit(state: Organisation, next: Unit, adds: boolean): Decided {
  const before = state.units.get(next.id)
  if (!adds && before === undefined) {
    return refuse(
      'unit-not-found',
      null,
      'Такого подразделения нет: возможно, список устарел. Обновите страницу.',
      'There is no such unit: the list may be out of date. Reload the page.',
    )
  }
  if (next.parentId !== null && next.parentId !== next.id && !state.units.has(next.parentId)) {
    return refuse(
      'unit-unknown',
      null,
      'Вышестоящего подразделения нет в этой организации. Выберите его из списка.',
      'The parent unit is not in this organisation. Choose one from the list.',
    )
  }
  for (let above = next.parentId; above !== null; above = state.units.get(above)?.parentId ?? null) {
    if (above === next.id) {
      return refuse(
        'unit-cycle',
        null,
        'Подразделение не может подчиняться самому себе ни прямо, ни через другие. Выберите другое вышестоящее.',
        'A unit cannot be placed under itself, nor under one of those below it. Choose another parent.',
      )
    }
  }
  if (before === undefined) return [{ type: 'UnitAdded', unit: next }]
  return same(inOrder(before), inOrder(next)) ? [] : [{ type: 'UnitChanged', unit: next }]
}

const inOrder = ({ id, name, short, parentId, executes, active }: Unit) => [id, name, short, parentId, executes, active]

function person(state: Organisation, given: Person, managing: readonly string[], adds: boolean): Decided {
  const administers = ({ active, roles }: Person): boolean => active && roles.some((role) => managing.includes(role))
  const next = { ...given, roles: [...given.roles], unitIds: [...new Set(given.unitIds)].toSorted() }
  const before = state.people.get(next.id)
  if (!adds && before === undefined) return noSuchPerson()
  const others = [...state.people.values()].filter(({ id }) => id !== next.id)
  if (others.some(({ login }) => login.toLowerCase() === next.login.toLowerCase())) {
    return refuse('login-taken', null, `Логин ${next.login} занят. Придумайте другой.`, `The login ${next.login} is taken. Choose another.`)
  }
  if (next.unitIds.some((id) => !state.units.has(id))) {
    return refuse(
      'unit-unknown',
      null,
      'Подразделения нет в этой организации. Выберите его из списка.',
      'The unit is not in this organisation. Choose one from the list.',
    )
  }
  if (before !== undefined && administers(before) && !administers(next) && !others.some(administers)) {
    return refuse(
      'last-administrator',
      null,
      'Это последний администратор организации: без него никто не сможет войти в настройки. Сначала назначьте другого.',
      'This is the last administrator of the organisation: nobody could enter the settings without them. Appoint another first.',
    )
  }
  if (before === undefined) return [{ type: 'PersonAdded', person: next }]
  return same(faceOf(before), faceOf(next)) ? [] : [{ type: 'PersonChanged', person: next }]
}

const faceOf = ({ id, name, login, roles, unitIds, active, userId }: Person) => [id, name, login, roles, unitIds, active, userId]

const noSuchPerson = (): Refusal<'person-not-found'> =>
  refuse(
    'person-not-found',
    null,
    'Такого сотрудника нет: возможно, список устарел. Обновите страницу.',
    'There is no such person: the list may be out of date. Reload the page.',
  )

const known = (state: Organisation, personId: string, event: OrganisationEvent): Decided =>
  state.people.has(personId) ? [event] : noSuchPerson()

function storedAct(state: Organisation, act: StoredAct, setBy: string): Decided {
  const before = state.acts.find(({ id, edition }) => id === act.id && edition === act.edition)
  if (before === undefined) return [{ type: 'ActStored', act, setBy }]
  if (before.digest === act.digest) return []
  return refuse(
    'edition-taken',
    null,
    `Редакция ${act.edition} акта ${act.id} уже записана с другим текстом, и по ней могли считать сроки. Дайте новому тексту другую редакцию.`,
    `Edition ${act.edition} of the act ${act.id} is stored with another text, and terms may have been counted by it. Give the new text another edition.`,
  )
}

function inForce(state: Organisation, id: string, now: number, setBy: string): Decided {
  const act = state.acts.findLast((one) => one.id === id)
  if (act === undefined) {
    return refuse(
      'act-unknown',
      null,
      `Акта «${id}» у организации нет. Выберите его из списка актов.`,
      `The organisation has no act "${id}". Choose one from the list of acts.`,
    )
  }
  const before = state.inForce.at(-1)
  if (before?.id === act.id && before.edition === act.edition) return []
  // The first act has none before it: whatever came earlier and is taken in later is planned by it too.
  const from = before === undefined ? 0 : Math.max(now, before.from)
  return [{ type: 'ActPutInForce', id: act.id, edition: act.edition, from, setBy }]
}
