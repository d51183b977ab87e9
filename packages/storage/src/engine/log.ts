/** Where storage says what happened to it: a name and fields, never a citizen's text or a secret. */
export type Log = (event: string, fields: Readonly<Record<string, unknown>>) => void
