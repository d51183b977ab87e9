import type { Directory, PersonCommandInput, QueueRow } from '@otklik/contract'

/** The row as it will most likely be once the server confirms: shown within a frame, replaced by the server's own a moment later. */
export function predict(row: QueueRow, command: PersonCommandInput, directory: Directory | undefined): QueueRow {
  switch (command.type) {
    case 'select': {
      const topic = directory?.topics.find((one) => one.id === command.topicId) ?? row.topic
      return {
        ...row,
        status: 'selected',
        importance: command.importance ?? row.importance,
        topic: topic && { id: topic.id, name: topic.name },
        location: command.location ?? row.location,
      }
    }
    case 'decline':
      return { ...row, status: 'declined', next: null }
    case 'redirect':
      return { ...row, status: 'redirected', next: null }
    case 'route': {
      const unit = directory?.units.find((one) => one.id === command.unitId)
      return { ...row, status: 'routed', holders: unit ? [{ id: unit.id, name: unit.short, role: 'executor' }] : row.holders }
    }
    case 'return':
      // Where several units have it, only the server knows which of them gave it back.
      if (row.holders.length > 1) return row
      return { ...row, status: 'selected', holders: [], flags: [...new Set([...row.flags, 'returned' as const])] }
    case 'submitDraft':
      return { ...row, status: 'submitted' }
    case 'withdrawDraft':
    case 'amendDraft':
      // Where the work stood before the draft only the server knows.
      return row
    case 'sendBack':
      return { ...row, status: 'reworking' }
    case 'approve':
      return { ...row, status: 'approved' }
    case 'publish':
      return { ...row, status: 'publishing' }
    case 'close':
      return { ...row, status: 'closed', next: null }
    case 'askForTime':
      return { ...row, flags: [...new Set([...row.flags, 'timeAsked' as const])] }
    case 'denyTime':
    case 'extendTerm':
    case 'setTerm':
      return { ...row, flags: row.flags.filter((flag) => flag !== 'timeAsked') }
    case 'resolvePublication':
    case 'undo':
      return row
  }
}
