import { ApproveDialog } from './approve-dialog.tsx'
import { CloseDialog } from './close-dialog.tsx'
import { DeclineDialog } from './decline-dialog.tsx'
import type { Asked } from './action.ts'
import { PublishDialog } from './publish-dialog.tsx'
import { RedirectDialog } from './redirect-dialog.tsx'
import { ReturnDialog } from './return-dialog.tsx'
import { RouteDialog } from './route-dialog.tsx'
import { SelectDialog } from './select-dialog.tsx'
import { SendBackDialog } from './send-back-dialog.tsx'
import { DenyTimeDialog } from './deny-time-dialog.tsx'
import { ExtendDialog } from './extend-dialog.tsx'
import { AskForTimeDialog, SetTermDialog } from './time-dialogs.tsx'

/** The dialog of an action. Loaded with the first action that has to ask something. */
export default function ActionDialog({ action, ...props }: Asked & { onClose: () => void }) {
  switch (action) {
    case 'select':
      return <SelectDialog {...props} />
    case 'route':
      return <RouteDialog {...props} />
    case 'decline':
      return <DeclineDialog {...props} />
    case 'redirect':
      return <RedirectDialog {...props} />
    case 'return':
      return <ReturnDialog {...props} />
    case 'approve':
      return <ApproveDialog {...props} />
    case 'publish':
      return <PublishDialog {...props} />
    case 'sendBack':
      return <SendBackDialog {...props} />
    case 'askForTime':
      return <AskForTimeDialog {...props} />
    case 'denyTime':
      return <DenyTimeDialog {...props} />
    case 'extendTerm':
      return <ExtendDialog {...props} />
    case 'setTerm':
      return <SetTermDialog {...props} />
    case 'close':
      return <CloseDialog {...props} />
  }
}
