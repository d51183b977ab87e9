export type * from './acting.ts'
export * from './network-act.ts'
export type * from './recorded.ts'
export { isRefusal, type Refusal, refuse } from './refusal.ts'
