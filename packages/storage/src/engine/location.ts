/** Where the data live: a PostgreSQL server by address, or our own embedded one in a directory. */
export type Location = { readonly kind: 'server'; readonly url: string } | { readonly kind: 'embedded'; readonly directory: string }
