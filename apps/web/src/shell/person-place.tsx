import { lazy, Suspense, useState } from 'react'
import { PersonButton } from './person-button.tsx'

const loadMenu = () => import('./person-menu.tsx')
const PersonMenu = lazy(loadMenu)

/** The person's menu, fetched when a pointer or the focus comes near it: nobody needs it in the first second. */
export function PersonPlace() {
  const [wanted, setWanted] = useState(false)
  if (!wanted)
    return <PersonButton onPointerEnter={() => void loadMenu()} onFocus={() => void loadMenu()} onClick={() => setWanted(true)} />
  return (
    <Suspense fallback={<PersonButton />}>
      <PersonMenu />
    </Suspense>
  )
}
