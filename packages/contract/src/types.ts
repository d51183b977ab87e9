import type { z } from 'zod'
import type * as accounts from './accounts.ts'
import type * as alterations from './alterations.ts'
import type * as calendar from './calendar.ts'
import type * as commands from './commands.ts'
import type * as journal from './journal.ts'
import type * as messages from './message-views.ts'
import type * as settings from './settings.ts'
import type * as views from './views.ts'

export type Problem = z.infer<typeof views.problem>
export type ObligationView = z.infer<typeof views.obligation>
export type NextDue = z.infer<typeof views.nextDue>
export type QueueRow = z.infer<typeof views.queueRow>
export type QueueView = z.infer<typeof views.queueView>
export type QueueQuery = z.infer<typeof views.queueQuery>
export type QueuePage = z.infer<typeof views.queuePage>
export type QueueCounts = z.infer<typeof views.queueCounts>
export type RevisionView = z.infer<typeof views.revision>
export type PublicationView = z.infer<typeof views.publication>
export type RecordLine = z.infer<typeof views.recordLine>
export type ActionStateView = z.infer<typeof views.actionState>
export type IncidentCard = z.infer<typeof views.incidentCard>
export type ThreadView = z.infer<typeof messages.thread>
export type CommandResponse = z.infer<typeof views.commandResponse>
export type Door = z.infer<typeof views.door>
export type Session = z.infer<typeof views.session>
export type Directory = z.infer<typeof views.directory>
export type StreamEvent = z.infer<typeof views.streamEvent>
export type Health = z.infer<typeof views.health>
export type PersonCommandInput = z.input<typeof commands.personCommand>
export type CommandRequest = z.infer<typeof commands.commandRequest>
export type JournalEntryView = z.infer<typeof journal.journalEntry>
export type JournalPage = z.infer<typeof journal.journalPage>
export type PasswordHistory = z.infer<typeof journal.passwordHistory>
export type AccountView = z.infer<typeof accounts.accountView>
export type NetworkView = z.infer<typeof accounts.networkView>
export type UnhandledView = z.infer<typeof settings.unhandledView>
export type AccountInput = z.infer<typeof accounts.accountInput>
export type AlterationView = z.infer<typeof alterations.alterationView>
export type PersonView = z.infer<typeof settings.personView>
export type RegulationSummary = z.infer<typeof settings.regulationSummary>
export type RegulationDetail = z.infer<typeof settings.regulationDetail>
export type CalendarView = z.infer<typeof calendar.calendarView>
export type CalendarYear = z.infer<typeof calendar.calendarYear>
export type CalendarOrder = z.infer<typeof calendar.calendarOrder>
export type CalendarPreview = z.infer<typeof calendar.calendarPreview>
