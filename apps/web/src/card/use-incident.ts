import { useMemo } from 'react'
import { useQuery } from '@tanstack/react-query'
import type { IncidentCard } from '@otklik/contract'
import { usePendingOrders } from '../live/pending.ts'
import { incidentQuery } from '../queue/queue-queries.ts'

/** An incident's card as it will most likely be once everything that was ordered of it is confirmed: like its row, at once. */
export function useIncident(id: string) {
  const { data, error, refetch } = useQuery(incidentQuery(id))
  const orders = usePendingOrders(id)
  const card = useMemo<IncidentCard | undefined>(
    () => data && orders.reduce<IncidentCard>((one, order) => order.card(one), data),
    [data, orders],
  )
  return { card, error, refetch }
}
