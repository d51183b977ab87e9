import type { Session } from '@otklik/contract'
import { IconPencil } from '@tabler/icons-react'
import { useWords } from '../words/words.tsx'
import { useSession } from './session.tsx'

export type SessionNetwork = Session['networks'][number]

/** What the desk shows of a network: its name, its mark, an example of a reply's address. null: in none, or in one that the server no longer knows. */
export const useNetwork = (id: string | null): SessionNetwork | null => useSession().networks.find((one) => one.id === id) ?? null

/** The mark of the network in which a message stands; a pencil where a person registered it and named none. */
export function NetworkMark({ id, size, className }: { id: string | null; size: number; className?: string | undefined }) {
  const { queue, locale } = useWords()
  const network = useNetwork(id)
  if (network === null) return <IconPencil size={size} className={className} aria-label={id ?? queue.byHand} role="img" />
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      className={className}
      aria-label={network.name[locale]}
      role="img"
      fill="none"
      stroke="currentColor"
      strokeWidth={2}
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      {network.mark.map((path) => (
        <path key={path} d={path} />
      ))}
    </svg>
  )
}
