export { simulators } from './catalogue.ts'
export type * from './port.ts'
