import { useMemo } from 'react'
import { useQuery } from '@tanstack/react-query'
import type { IncidentCard } from '@otklik/contract'
import { usePendingCommands } from './pending.ts'
import { incidentQuery } from './queue-queries.ts'

/** An incident's card as it will most likely be once every command to it is confirmed: like its row, at once. */
export function useIncident(id: string) {
  const { data, error, refetch } = useQuery(incidentQuery(id))
  const commands = usePendingCommands(id)
  const card = useMemo<IncidentCard | undefined>(
    () => data && commands.reduce<IncidentCard>((one, command) => command.card(one), data),
    [data, commands],
  )
  return { card, error, refetch }
}
