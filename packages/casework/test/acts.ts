import type { DeclineGround, NormName, Override, Procedure, ReplyKind, Requirement, Step } from '@otklik/regulations'

/**
 * The five acts' procedures, written by hand from the acts' clauses: what casework must obey whatever the acts' files say.
 * `shipped-acts.test.ts` walks the same paths under the files themselves.
 */
const by = (who: Step['by'], clause: string): Step => ({ by: who, clause })
const kinds = (clause: string): Procedure['replyKinds'] =>
  (['clarification', 'interim', 'final'] satisfies ReplyKind[]).map((kind) => ({ kind, clause }))
const requirement = (id: string, clause: string, check: Requirement['check'], ru: string, en: string): Requirement => ({
  id,
  clause,
  check,
  weight: 'stop',
  text: { ru, en },
})
const ground = (id: string, clause: string, ru: string, en: string): DeclineGround => ({
  id,
  clause,
  text: { ru, en },
  mayBlacklist: false,
})

const override = (norm: NormName, clause: string, allows: Override['allows']): Override => ({
  norm,
  clause,
  allows,
  tracks: ['social', 'pos', 'incident'],
  text: { ru: 'куратор может назначить', en: 'the curator may set it' },
})

const threats = (clause: string) =>
  ground('threat', clause, 'угрозы должностному лицу или его семье', 'threats to an official or their family')
const obscene = (clause: string) => ground('obscene', clause, 'нецензурные или оскорбительные выражения', 'obscene or insulting language')

export const lesozavodsk: Procedure = {
  tracks: ['social'],
  importance: { clause: 'L-9' },
  select: by('curator', 'L-6'),
  route: by('curator', 'L-7'),
  return: by('executor', 'L-7'),
  redirect: by('curator', 'L-2'),
  compose: by('executor', 'L-10'),
  approve: by('curator', 'L-11'),
  sendBack: by('curator', 'L-11'),
  publish: { ...by('curator', 'L-8'), trigger: 'approval' },
  extend: null,
  overrides: [override('contribution', 'L-14', 'any')],
  replyKinds: kinds('L-8'),
  requirements: [
    requirement('greeting', 'L-16', 'auto', 'начинается с приветствия или обращения', 'begins with a greeting or an address'),
    requirement('polite', 'L-16', 'auto', 'вежливо, без оскорблений', 'polite, without insult'),
    { ...requirement('proof', 'L-16', 'manual', 'фото- или видеоподтверждение', 'photo or video proof'), weight: 'advise' },
  ],
  declineGrounds: [
    obscene('L-17'),
    threats('L-17'),
    ground('spam', 'L-17', 'спам', 'spam'),
    ground('advertising', 'L-17', 'реклама', 'advertising'),
  ],
  closeWithoutAnswerAfter: '3wd',
}

export const yelets: Procedure = {
  tracks: ['social'],
  importance: null,
  select: by('curator', 'E-3'),
  route: by('curator', 'E-5'),
  return: by('executor', 'E-5'),
  redirect: by('curator', 'E-4'),
  compose: by('executor', 'E-6'),
  approve: null,
  sendBack: by('curator', 'E-8'),
  publish: { ...by('curator', 'E-7'), trigger: 'press' },
  extend: null,
  overrides: [],
  replyKinds: kinds('E-3'),
  requirements: [
    requirement('greeting', 'E-7', 'auto', 'есть приветствие автора', 'greets the author'),
    requirement('grammar', 'E-7', 'manual', 'нет грамматических ошибок', 'has no grammar errors'),
    requirement('complete', 'E-7', 'manual', 'есть ответы на все вопросы', 'answers every question'),
  ],
  declineGrounds: [],
  closeWithoutAnswerAfter: '3wd',
}

export const smolensk: Procedure = {
  tracks: ['social'],
  importance: null,
  select: by('curator', 'S-2'),
  route: by('curator', 'S-2'),
  return: by('executor', 'S-5'),
  redirect: null,
  compose: by('executor', 'S-7'),
  approve: null,
  sendBack: by('curator', 'S-8'),
  publish: { ...by('curator', 'S-8'), trigger: 'press' },
  extend: null,
  overrides: [],
  replyKinds: [{ kind: 'final', clause: 'S-6' }],
  requirements: [],
  declineGrounds: [],
  closeWithoutAnswerAfter: '3wd',
}

export const gazimur: Procedure = {
  tracks: ['social'],
  importance: { clause: 'G-8' },
  select: by('curator', 'G-8'),
  route: by('curator', 'G-8'),
  return: by('executor', 'G-9'),
  redirect: null,
  compose: by('executor', 'G-11'),
  approve: by('curator', 'G-12'),
  sendBack: by('curator', 'G-12'),
  publish: { ...by('executor', 'G-14'), trigger: 'press' },
  extend: null,
  overrides: [override('publish', 'G-8', 'shorten')],
  replyKinds: kinds('G-11'),
  requirements: [],
  declineGrounds: [obscene('G-19'), threats('G-19')],
  closeWithoutAnswerAfter: '3wd',
}

export const desnogorsk: Procedure = {
  tracks: ['pos', 'incident'],
  importance: null,
  select: by('curator', 'D-4.1'),
  route: by('curator', 'D-4.1'),
  return: by('executor', 'D-4.2'),
  redirect: null,
  compose: by('executor', 'D-4.2'),
  approve: null,
  sendBack: null,
  publish: { ...by('executor', 'D-4.3'), trigger: 'press' },
  extend: by('curator', 'D-4.3a'),
  overrides: [{ ...override('publish', 'D-4.3b', 'any'), tracks: ['incident'] }],
  replyKinds: [{ kind: 'final', clause: 'D-4.3' }],
  requirements: [],
  declineGrounds: [],
  closeWithoutAnswerAfter: '3wd',
}

export const acts = { lesozavodsk, yelets, smolensk, gazimur, desnogorsk }
