import { Dialog } from '../controls/dialog.tsx'
import { useWords } from '../words/words.tsx'
import { OwnPasswordForm } from './own-password-form.tsx'

/** One's own password, out of the person's menu. */
export default function OwnPasswordDialog({ onClose }: { onClose: () => void }) {
  const { session } = useWords()
  return (
    <Dialog title={session.own.title} size="md" onClose={onClose}>
      <OwnPasswordForm heading="h3" onDone={onClose} />
    </Dialog>
  )
}
