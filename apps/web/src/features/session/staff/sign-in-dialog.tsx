import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { t } from '../../../messages/t.js';
import type { Me } from '../../../lib/me.js';
import { SignInForm } from './sign-in-form.js';

interface Props {
  readonly username: string;
  readonly onSignedIn: (me: Me) => void;
}

/** Asks for the password again over the page, so that what was typed stays. */
export function SignInDialog({ username, onSignedIn }: Props) {
  return (
    <ModalOverlay isOpen isKeyboardDismissDisabled>
      <Modal>
        <Dialog>
          <Heading slot="title">{t('session.endedTitle')}</Heading>
          <p>{t('session.endedText')}</p>
          <SignInForm username={username} onSignedIn={onSignedIn} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
