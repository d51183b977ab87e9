/** A fault by its place in the file; `parseRegulation` finds the line. */
export type Located = { readonly path: readonly (string | number)[]; readonly ru: string; readonly en: string }
