export { startDemo } from './demo.ts'
export { letterText } from './letter.ts'
