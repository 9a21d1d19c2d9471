import { t } from '../../../messages/t.js';
import type { Me } from '../../../lib/me.js';
import { SignInForm } from './sign-in-form.js';

/** The first page of the console. */
export function SignInPage({ onSignedIn }: { readonly onSignedIn: (me: Me) => void }) {
  return (
    <main>
      <h1>{t('session.title')}</h1>
      <p>{t('session.lead')}</p>
      <SignInForm onSignedIn={onSignedIn} />
    </main>
  );
}
