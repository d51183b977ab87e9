import { testScreens } from './walk/screen-tests.ts'
import { screens } from './walk/screens.ts'

testScreens(screens.filter(({ path }) => path.startsWith('settings')))
