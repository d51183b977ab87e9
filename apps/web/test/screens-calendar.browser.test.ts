import { testScreens } from './walk/screen-tests.ts'

testScreens('calendar')
