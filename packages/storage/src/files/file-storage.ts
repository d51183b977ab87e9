import type { Viewer } from '../organisation/viewer.ts'

/** Files by content hash; what one person brings in on a day is counted. */
export type FileStorage = {
  put(
    tenantId: string,
    bytes: Uint8Array,
    name: string,
    type: string,
    uploadedBy?: string,
  ): Promise<{ id: string; name: string; type: string; bytes: number }>
  get(tenantId: string, id: string): Promise<{ bytes: Uint8Array; name: string; type: string } | null>
  /** Counts a file against its person's day; false where the day is used up. Many at once count as one after another. */
  countUpload(person: Viewer, bytes: number, most: { readonly files: number; readonly bytes: number }): Promise<boolean>
  /** True when the viewer uploaded the file or may see an incident with a revision that carries it. */
  visible(viewer: Viewer, id: string): Promise<boolean>
}
