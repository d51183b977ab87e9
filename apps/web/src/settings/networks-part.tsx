import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { Button } from '@mantine/core'
import type { AccountView, NetworkView } from '@otklik/contract'
import { useWords } from '../words/words.tsx'
import { AccountForm } from './account-form.tsx'
import { Connection } from './connection.tsx'
import { PartHead, PartWaits } from './part-head.tsx'
import { accountsQuery, networksQuery } from './settings-queries.ts'

/** Connections to networks: which tokens are present, what can be done with them, and whether the network answers. */
export function NetworksPart() {
  const { settings, locale } = useWords()
  const networks = useQuery(networksQuery)
  const accounts = useQuery(accountsQuery)
  const [open, setOpen] = useState<{ readonly network: NetworkView; readonly account: AccountView | null } | null>(null)
  const words = settings.networks
  if (networks.data === undefined) return <PartWaits asked={networks} />
  if (accounts.data === undefined) return <PartWaits asked={accounts} />
  const several = networks.data.length > 1
  return (
    <>
      <PartHead title={settings.parts.networks} lead={words.lead}>
        {networks.data.map((network) => (
          <Button
            key={network.id}
            variant={accounts.data.length === 0 && !several ? 'filled' : 'default'}
            onClick={() => setOpen({ network, account: null })}
          >
            {several ? `${network.words.connect[locale]} · ${network.name[locale]}` : network.words.connect[locale]}
          </Button>
        ))}
      </PartHead>
      {accounts.data.length === 0 && <p>{words.empty}</p>}
      {accounts.data.map((account) => {
        const network = networks.data.find(({ id }) => id === account.network)
        if (network === undefined) return null
        return <Connection key={account.id} network={network} account={account} onChange={() => setOpen({ network, account })} />
      })}
      {open !== null && <AccountForm {...open} onClose={() => setOpen(null)} />}
    </>
  )
}
