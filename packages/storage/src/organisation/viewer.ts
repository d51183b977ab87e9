/** Somebody with resolved rights in one organisation. */
export type { Viewer } from '@otklik/casework'
