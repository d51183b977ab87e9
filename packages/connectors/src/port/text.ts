/** The same words for a Russian and for an English reader. */
export type Text = { readonly ru: string; readonly en: string }
