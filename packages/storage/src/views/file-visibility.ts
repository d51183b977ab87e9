import type { IncidentShell } from '../incidents/services.ts'
import type { Viewer } from '../organisation/viewer.ts'
import { visibleAs, visibleUnits } from './visibility.ts'

const CARRIED = `select 1 from incident_files f join incidents i on i.tenant_id = f.tenant_id and i.id = f.incident_id
where f.tenant_id = $1 and f.file_id = $2 and ${visibleAs(3)} limit 1`

/** May the viewer see an incident with a revision that carries the file? */
export async function carried({ pool }: Pick<IncidentShell, 'pool'>, viewer: Viewer, fileId: string): Promise<boolean> {
  const { rowCount } = await pool.query({ name: 'carried', text: CARRIED, values: [viewer.tenantId, fileId, visibleUnits(viewer)] })
  return rowCount !== 0
}
