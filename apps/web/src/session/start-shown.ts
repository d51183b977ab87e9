const keyOf = (personId: string) => `otklik.start.hidden ${personId}`

/** Does this person still want the first page where their day begins? */
export const startShown = (personId: string): boolean => localStorage.getItem(keyOf(personId)) === null

export const hideStart = (personId: string): void => localStorage.setItem(keyOf(personId), 'yes')
