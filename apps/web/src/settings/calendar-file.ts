/**
 * The text of a calendar file as people have it: UTF-8, or what spreadsheets of Russian Windows save (windows-1251), where the names of
 * holidays would otherwise come out unreadable.
 */
export function calendarText(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1251').decode(bytes)
  }
}

/** Gives the browser a text to keep as a file. */
export function keepAsFile(name: string, text: string): void {
  // The mark tells a spreadsheet that this is UTF-8.
  const address = URL.createObjectURL(new Blob(['\uFEFF', text], { type: 'text/csv;charset=utf-8' }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  URL.revokeObjectURL(address)
}
