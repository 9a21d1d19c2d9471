import type { Me } from '../../../lib/me.js';
import { t } from '../../../messages/t.js';
import { Dialog } from '../../../ui/dialog.js';
import { SignInForm } from './sign-in-form.js';
import styles from './sign-in.module.css';

interface Props {
  readonly username: string;
  readonly onSignedIn: (me: Me) => void;
}

/** Asks for the password again over the page, so that what was typed stays. */
export function SignInDialog({ username, onSignedIn }: Props) {
  return (
    <Dialog title={t('session.endedTitle')} isOpen>
      <p className={styles.lead}>{t('session.endedText')}</p>
      <SignInForm username={username} onSignedIn={onSignedIn} />
    </Dialog>
  );
}
