import { fastTown } from './walk/fast-desk.ts'
import { testTwenty } from './walk/twenty-messages.ts'

testTwenty(fastTown(), 'latin')
