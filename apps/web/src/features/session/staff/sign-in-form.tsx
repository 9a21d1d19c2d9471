import { useState, type FormEvent } from 'react';
import { ProblemError } from '../../../api/problem.js';
import { t } from '../../../messages/t.js';
import type { Me } from '../../../lib/me.js';
import { signIn } from '../api.js';

interface Props {
  /** Already known: the session of this account has ended. */
  readonly username?: string;
  readonly onSignedIn: (me: Me) => void;
}

export function SignInForm({ username, onSignedIn }: Props) {
  const [refusal, setRefusal] = useState<string>();
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setBusy(true);
    setRefusal(undefined);
    try {
      onSignedIn(
        await signIn({ username: String(form.get('username')), password: String(form.get('password')) }),
      );
    } catch (error) {
      setRefusal(error instanceof ProblemError ? error.message : t('session.unreachable'));
    } finally {
      setBusy(false);
    }
  };
  return (
    <form onSubmit={(event) => void submit(event)}>
      {refusal && <p role="alert">{refusal}</p>}
      <label>
        {t('session.username')}
        <input
          name="username"
          autoComplete="username"
          required
          defaultValue={username}
          readOnly={username !== undefined}
        />
      </label>
      <label>
        {t('session.password')}
        <input name="password" type="password" autoComplete="current-password" required />
      </label>
      <button type="submit" disabled={busy}>
        {t('session.title')}
      </button>
    </form>
  );
}
