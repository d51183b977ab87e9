/** An act of our own invention in which everything fits and everybody is named. Not in force anywhere. */
export const goodAct = `
id: good-town-2030
edition: '2030-01-01'
title: { ru: Положение образцового города, en: Regulation of a model town }
source:
  kind: { ru: Постановление, en: Resolution }
  body: { ru: Администрация, en: Administration }
  number: '1'
  date: 2030-01-01
inForce: { from: 2030-01-01, until: null }
timezone: Europe/Moscow
clauses:
  X-1: { ru: п. 1, en: cl. 1 }
  X-2: { ru: п. 2, en: cl. 2 }
  X-3: { ru: п. 3, en: cl. 3 }
  X-4: { ru: п. 4, en: cl. 4 }
numbering:
  - part: { ru: Положение, en: Regulation }
    printed: ['1', '2', '2.1', '3', '4', '10']
tracks:
  social: { clause: X-1 }
  pos: { clause: X-1, as: social }
  incident: { clause: X-1, as: social }
importance: null
steps:
  select: { by: curator, clause: X-1 }
  route: { by: curator, clause: X-1 }
  return: { by: executor, clause: X-1 }
  redirect: null
  compose: { by: executor, clause: X-2 }
  approve: null
  sendBack: { by: curator, clause: X-3 }
  publish: { by: curator, clause: X-3, trigger: press }
replyKinds:
  - { kind: final, clause: X-2 }
norms:
  - { norm: route, clause: X-1, actor: curator, from: [received], term: +1wh, each: round, met: [routed] }
  - { norm: return, clause: X-1, actor: executor, from: [routed], term: +30wm, each: event, unit: own, met: [returned], lapses: true }
  - { norm: publish, clause: X-2, actor: curator, from: [received], term: +8wh, each: round, met: [published] }
  - { norm: draft, clause: X-2, actor: executor, from: [routed], term: +4wh, each: event, unit: own, met: [draftSubmitted] }
  - { norm: release, clause: X-3, actor: curator, from: [draftSubmitted], term: +30wm, each: event, met: [published, sentBack] }
  - { norm: rework, clause: X-4, actor: executor, from: [sentBack], term: +1wh, each: event, unit: own, met: [draftSubmitted] }
reworkLimit: { rounds: 1, clause: X-4 }
authorAnswer: to-curator
closeWithoutAnswer: { after: +3wd, clause: X-4 }
schedule:
  timezone: Europe/Moscow
  week: { mon: ['09:00-18:00'], tue: ['09:00-18:00'], wed: ['09:00-18:00'], thu: ['09:00-18:00'], fri: ['09:00-18:00'] }
  calendar: none
examples:
  - title: { ru: Утро вторника, en: Tuesday morning }
    events:
      - { type: received, at: '2024-09-10T09:00:00+03:00', track: social }
    expect:
      - { norm: publish, clause: X-2, due: '2024-09-10T17:00:00+03:00', status: pending }
`
