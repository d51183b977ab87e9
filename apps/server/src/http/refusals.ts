import type { RefusalCode } from '@otklik/casework'

export type Text = { readonly ru: string; readonly en: string }
/** What an error is called, with its status, and what to do about it. */
export type Entry = { readonly status: number; readonly title: Text; readonly cure: Text }

export const entry = (status: number, ru: string, en: string, cureRu: string, cureEn: string): Entry => ({
  status,
  title: { ru, en },
  cure: { ru: cureRu, en: cureEn },
})
const refusal = (status: number, ru: string, en: string): Entry =>
  entry(
    status,
    ru,
    en,
    'Причина и что делать сказаны в detail, пункт акта — в clause.',
    'The reason and the cure stand in detail, the clause of the act in clause.',
  )

/** The part of the catalogue that casework decides. */
export const refusals = {
  'not-your-role': refusal(403, 'Этот шаг делает другая роль', 'Another role takes this step'),
  'not-your-unit': refusal(403, 'Инцидент не у вашего подразделения', 'The incident is not with your unit'),
  'wrong-state': refusal(422, 'Сейчас это действие невозможно', 'The action is not possible now'),
  'unknown-ground': refusal(422, 'Такого основания в акте нет', 'The act has no such ground'),
  'unknown-topic': refusal(422, 'Такой темы нет', 'No such topic'),
  'unknown-unit': refusal(422, 'Такого подразделения нет', 'No such unit'),
  'unknown-revision': refusal(422, 'Такой редакции проекта нет', 'No such revision'),
  'superseded-revision': refusal(422, 'Есть более новая редакция', 'A newer revision stands'),
  'already-opened': refusal(409, 'Проект уже открыт тем, кто его рассматривает', 'Whoever decides on the draft has opened it'),
  'requirement-unmet': refusal(422, 'Требования к ответу не выполнены', 'Requirements of the reply are not met'),
  'reason-missing': refusal(422, 'Нужна причина', 'A reason is needed'),
  'kind-not-in-act': refusal(422, 'Такого вида ответа в акте нет', 'The act has no such kind of reply'),
  'step-not-in-act': refusal(422, 'Такого шага в акте нет', 'The act has no such step'),
  'same-unit': refusal(422, 'Предложено то же подразделение', 'The same unit was suggested'),
  'too-early-to-close': refusal(422, 'Закрывать рано', 'Too early to close'),
  'too-late-to-undo': refusal(422, 'Отменить уже нельзя', 'Too late to undo'),
  'right-lapsed': refusal(422, 'Срок этого права истёк', 'The term of this right is over'),
  'already-done': refusal(409, 'Уже сделано', 'Already done'),
  'bad-term': refusal(422, 'Такой срок не подходит', 'Such a term will not do'),
} as const satisfies Record<RefusalCode, Entry>
