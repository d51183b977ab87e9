import type { Words } from '../ru.ts'

export const actions: Words['actions'] = {
  select: 'Select',
  decline: 'Decline',
  redirect: 'Redirect',
  route: 'Route',
  return: 'Return',
  sendBack: 'Send back',
  approve: 'Approve',
  publish: 'Publish',
  denyTime: 'Give no more time',
  askForTime: 'Ask for time',
  extendTerm: 'Extend term',
  setTerm: 'Set term',
  close: 'Close',
  resolvePublication: 'Settle publication',
  undo: 'Undo',
}

export const done: Words['done'] = {
  select: (n) => `${n} selected`,
  decline: (n) => `${n} declined`,
  redirect: (n) => `${n} redirected`,
  route: (n) => `${n} routed`,
  return: (n) => `${n} returned to the curator`,
  submitDraft: (n) => `${n}: draft submitted`,
  sendBack: (n) => `${n} sent back`,
  approve: (n) => `${n} approved`,
  publish: (n) => `${n} is being published`,
  askForTime: (n) => `${n}: time asked`,
  denyTime: (n) => `${n}: no time was added`,
  extendTerm: (n) => `${n}: term extended`,
  setTerm: (n) => `${n}: term set`,
  close: (n) => `${n} closed`,
  resolvePublication: (n) => `${n}: settled`,
  undo: (n) => `${n}: taken back`,
}
