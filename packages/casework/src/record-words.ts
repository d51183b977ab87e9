import { amountWords, type NormName, type ReplyKind, type Text } from '@otklik/regulations'
import type { Unit } from '@otklik/worktime'
import { attachedWords, exchanged } from './attachments.ts'
import type { ActorRef } from '@otklik/record'
import type { Attachment, CloseReason, Justification, Message, PublicationFailure, Recorded } from './events.ts'
import { initialIncident } from './evolve.ts'
import type { Incident } from './state.ts'

/**
 * Names that a record only points at. `person` is for those whose name should be shown differently from the envelope's; `moment` says a
 * moment by the organisation's clock.
 */
export type Names = {
  readonly unit: (id: string) => string
  readonly person?: (by: ActorRef) => string
  readonly moment?: (at: number) => Text
}

/**
 * One sentence of the record for people, without moment and author: these stand beside it. Citizens' words are never repeated here.
 * `before`: the incident that the event met; without it an edit is described, but not what it did to the attachments.
 */
export function describeEvent(recorded: Recorded, names: Names, before: Incident = initialIncident): Text {
  const { event, by } = recorded
  switch (event.type) {
    case 'MessageReceived':
      return say('Сообщение поступило', 'The message arrived')
    case 'Registered':
      return say(`Зарегистрировано под номером ${event.number}`, `Registered as ${event.number}`)
    case 'Selected':
      return event.importance === 'high'
        ? say('Отобрано с повышенной важностью', 'Selected with high importance')
        : say('Отобрано', 'Selected')
    case 'Declined':
      return withNote(say('Не подлежит обработке', 'Declined'), event.note)
    case 'Redirected': {
      const formal = event.destination === 'formal-appeal'
      const late = lateWords(event.lapsedAt)
      const ru = formal ? `Передано как обращение по 59-ФЗ: ${event.to}` : `Перенаправлено${late.ru}: ${event.to}`
      const en = formal ? `Handed over as a formal appeal (59-FZ): ${event.to}` : `Redirected${late.en}: ${event.to}`
      return withNote(say(ru, en), event.reason)
    }
    case 'Routed':
      return withNote(say(`Направлено: ${names.unit(event.unitId)}`, `Routed to: ${names.unit(event.unitId)}`), event.note)
    case 'Returned': {
      const suggested = event.suggestedUnitId === null ? null : names.unit(event.suggestedUnitId)
      const late = lateWords(event.lapsedAt)
      const ru = `Возвращено куратору${late.ru}: ${names.unit(event.unitId)}${suggested === null ? '' : `; предложено: ${suggested}`}`
      const en = `Returned to the curator${late.en}: ${names.unit(event.unitId)}${suggested === null ? '' : `; suggested: ${suggested}`}`
      return withNote(say(ru, en), event.reason)
    }
    case 'DraftSubmitted': {
      if (event.amends !== undefined)
        return say(
          `Редакция ${event.revision}: правка к редакции ${event.amends}`,
          `Revision ${event.revision}: revision ${event.amends}, mended`,
        )
      const kind = kinds[event.kind]
      const alone =
        event.unanswered === true ? say('; автор в сети не ответил', '; the author has not answered in the network') : say('', '')
      return withReasons(
        say(`Редакция ${event.revision}: ${kind.ru}${alone.ru}`, `Revision ${event.revision}: ${kind.en}${alone.en}`),
        event,
      )
    }
    case 'DraftWithdrawn':
      return say(`Редакция ${event.revision} отозвана исполнителем`, `Revision ${event.revision} was taken back by the executor`)
    case 'SentBack': {
      const ru = `Редакция ${event.revision} возвращена на доработку`
      const en = `Revision ${event.revision} sent back`
      return withNote(say(ru, en), event.remarks.map(({ text }) => text.replace(/[.;]+$/u, '')).join('; '))
    }
    case 'Approved':
      return withReasons(say(`Редакция ${event.revision} согласована`, `Revision ${event.revision} approved`), event)
    case 'PublicationRequested':
      return withReasons(
        event.lookFirst === true
          ? say(
              `Редакция ${event.revision} отправлена на размещение; сначала проверка, не появился ли прежний ответ`,
              `Revision ${event.revision} handed over for publication; first a look whether the earlier reply stands there`,
            )
          : say(`Редакция ${event.revision} отправлена на размещение`, `Revision ${event.revision} handed over for publication`),
        event,
      )
    case 'Published': {
      const kind = kinds[event.kind]
      const how = evidence[event.evidence]
      const who = event.evidence === 'person' ? ` ${names.person?.(by) ?? by.name}` : ''
      return say(`Размещено: ${kind.ru} (${how.ru}${who})`, `Published: ${kind.en} (${how.en}${who})`)
    }
    case 'PublicationFailed': {
      const why = failures[event.reason]
      return say(`Не размещено: ${why.ru}`, `Not published: ${why.en}`)
    }
    case 'PublicationUncertain':
      return say(
        'Неизвестно, размещён ли ответ: нужно посмотреть в сети',
        'Nobody knows whether the reply was published: look in the network',
      )
    case 'AuthorAnswered':
      return say('Автор ответил', 'The author answered')
    case 'MessageEdited':
      return editWords('message', event, before.message ?? undefined)
    case 'MessageDeleted':
      return say('Сообщение удалено из сети', 'The message was deleted in the network')
    case 'MessageRestored':
      return say('Сообщение снова стоит в сети', 'The message stands in the network again')
    case 'AnswerEdited':
      return editWords('answer', event, before.answers.find(({ message }) => message.id === event.messageId)?.message)
    case 'AnswerDeleted':
      return say('Ответ автора удалён из сети', 'The author’s answer was deleted in the network')
    case 'AnswerRestored':
      return say('Ответ автора снова стоит в сети', 'The author’s answer stands in the network again')
    case 'ReplyEdited':
      return say(
        `Наш ответ изменили в сети (редакция ${event.revision})`,
        `Our reply was changed in the network (revision ${event.revision})`,
      )
    case 'ReplyDeleted':
      return say(
        `Наш ответ удалили из сети (редакция ${event.revision})`,
        `Our reply was deleted in the network (revision ${event.revision})`,
      )
    case 'ReplyRestored':
      return say(
        `Наш ответ снова стоит в сети (редакция ${event.revision})`,
        `Our reply stands in the network again (revision ${event.revision})`,
      )
    case 'TimeAsked': {
      const term = termWords(event.term)
      const unit = names.unit(event.unitId)
      return withNote(say(`Исполнитель просит время: ${term.ru}, ${unit}`, `The executor asks for time: ${term.en}, ${unit}`), event.reason)
    }
    case 'TimeDenied': {
      const term = termWords(event.term)
      const unit = names.unit(event.unitId)
      return withNote(say(`Время не добавлено: ${term.ru}, ${unit}`, `No time was added: ${term.en}, ${unit}`), event.reason)
    }
    case 'TermExtended': {
      const term = termWords(event.term)
      return withNote(say(`Срок продлён: ${term.ru} от его начала`, `The term was extended: ${term.en} from its start`), event.reason)
    }
    case 'TermSet': {
      const norm = norms[event.norm]
      const term = event.term === undefined ? untilWords(event.due, names) : termWords(event.term)
      return withNote(say(`Срок «${norm.ru}» назначен: ${term.ru}`, `The term “${norm.en}” was set: ${term.en}`), event.reason)
    }
    case 'Closed': {
      const reason = closings[event.reason]
      return withNote(say(`Закрыто: ${reason.ru}`, `Closed: ${reason.en}`), event.note)
    }
    case 'Undone':
      return say(`Отмена действия № ${event.version}`, `Action No. ${event.version} taken back`)
  }
}

function say(ru: string, en: string): Text {
  return { ru, en }
}

const edits = {
  message: {
    text: say('Автор изменил сообщение', 'The author edited the message'),
    both: say('Автор изменил сообщение и вложения', 'The author edited the message and its attachments'),
    attachments: say('Автор изменил вложения сообщения', 'The author changed the attachments of the message'),
  },
  answer: {
    text: say('Автор изменил свой ответ', 'The author edited their answer'),
    both: say('Автор изменил свой ответ и вложения', 'The author edited their answer and its attachments'),
    attachments: say('Автор изменил вложения своего ответа', 'The author changed the attachments of their answer'),
  },
} as const

type Edit = { readonly text: string; readonly attachments?: readonly Attachment[] }

function editWords(of: keyof typeof edits, { text, attachments }: Edit, before: Message | undefined): Text {
  if (attachments === undefined) return edits[of].text
  if (before === undefined) return edits[of].both
  const what = before.text === text ? edits[of].attachments : edits[of].both
  const { added, removed, moved } = exchanged(before.attachments, attachments) ?? { added: [], removed: [], moved: true }
  const parts = [
    part('убрано', 'removed', removed),
    part('добавлено', 'added', added),
    ...(moved ? [say('другой порядок', 'another order')] : []),
  ].filter((one) => one !== null)
  return say(`${what.ru} (${parts.map(({ ru }) => ru).join('; ')})`, `${what.en} (${parts.map(({ en }) => en).join('; ')})`)
}

function part(ru: string, en: string, attachments: readonly Attachment[]): Text | null {
  const words = attachedWords(attachments, { titles: false })
  return words === null ? null : say(`${ru}: ${small(words.ru)}`, `${en}: ${small(words.en)}`)
}

const small = (words: string): string => words.charAt(0).toLowerCase() + words.slice(1)

function lateWords(lapsedAt: number | undefined): Text {
  return lapsedAt === undefined ? say('', '') : say(' после срока', ' after the term')
}

function withNote({ ru, en }: Text, note: string): Text {
  return note === '' ? { ru, en } : { ru: `${ru} — ${note}`, en: `${en} — ${note}` }
}

/** With what was justified: the words that a check warned about stay, and why. */
function withReasons({ ru, en }: Text, { justifications = [] }: { readonly justifications?: readonly Justification[] }): Text {
  if (justifications.length === 0) return { ru, en }
  const reasons = justifications.map(({ reason }) => reason).join('; ')
  return { ru: `${ru}; слова, похожие на грубость, оставлены: ${reasons}`, en: `${en}; words that look rude are left in place: ${reasons}` }
}

const kinds: Readonly<Record<ReplyKind, Text>> = {
  clarification: say('уточнение', 'clarification'),
  interim: say('промежуточный ответ', 'interim reply'),
  final: say('окончательный ответ', 'final reply'),
}

const evidence = {
  network: say('подтвердила сеть', 'confirmed by the network'),
  reconciled: say('найдено в сети', 'found in the network'),
  person: say('подтверждает', 'attested by'),
} as const

const failures: Readonly<Record<PublicationFailure, Text>> = {
  gone: say('сообщения в сети больше нет', 'the message is gone from the network'),
  closed: say('комментарии закрыты', 'comments are closed'),
  blocked: say('автор или страница ограничили ответы', 'the author or the page blocks replies'),
  invalid: say('сеть не приняла текст или вложение', 'the network refused the text or an attachment'),
  permission: say('у страницы нет права отвечать', 'the page has no right to reply'),
  auth: say('ключ доступа не действует', 'the access token no longer works'),
  quota: say('исчерпан предел публикаций', 'the publication quota is used up'),
  outage: say('сеть не отвечала слишком долго', 'the network did not answer for too long'),
  disconnected: say('подключение выключено', 'the connection is switched off'),
  fault: say('программа не смогла подготовить ответ к отправке', 'the program could not make the reply ready for sending'),
  altered: say('строку отправки изменили мимо программы', 'the row to be sent was altered past the program'),
  human: say('сеть требует человека, или человек не нашёл ответа', 'the network wants a person, or a person did not find the reply'),
}

const closings: Readonly<Record<CloseReason, Text>> = {
  answered: say('ответ дан', 'answered'),
  'author-satisfied': say('автор удовлетворён', 'the author is satisfied'),
  'no-answer': say('автор не ответил на уточнение', 'the author did not answer the clarification'),
  'dialogue-pointless': say('продолжать диалог нет смысла', 'the dialogue is pointless'),
  outside: say('решено вне сети', 'settled outside the network'),
}

const norms: Readonly<Record<NormName, Text>> = {
  route: say('направить', 'route'),
  return: say('вернуть', 'return'),
  redirect: say('перенаправить', 'redirect'),
  draft: say('проект ответа', 'draft'),
  approve: say('согласовать', 'approve'),
  rework: say('доработать', 'rework'),
  publish: say('разместить', 'publish'),
  release: say('выпустить', 'release'),
  final: say('окончательный ответ', 'final reply'),
  finalDraft: say('окончательный проект', 'final draft'),
  contribution: say('часть ответа', 'contribution'),
}

function untilWords(due: number | undefined, { moment }: Names): Text {
  const until = due === undefined ? undefined : moment?.(due)
  return until === undefined ? say('до новой даты', 'by a new date') : say(`до ${until.ru}`, `until ${until.en}`)
}

/** `2 рабочих дня`; a notation that an old record may hold and nobody knows now stays as it was written. */
function termWords(term: string): Text {
  const [, amount = '', unit = ''] = /^[+-]?0*(\d+)(wh|wm|wd|h|m|d)$/u.exec(term) ?? []
  return unit === '' ? say(term, term) : amountWords({ amount: Number(amount), unit: unit as Unit })
}
