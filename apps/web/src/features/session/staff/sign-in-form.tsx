import { Eye, EyeOff } from 'lucide-react';
import { useState, type FormEvent, type KeyboardEvent } from 'react';
import { Form } from 'react-aria-components/Form';
import { ProblemError } from '../../../api/problem.js';
import type { Me } from '../../../lib/me.js';
import { t } from '../../../messages/t.js';
import { Banner } from '../../../ui/banner.js';
import { Button } from '../../../ui/button.js';
import { IconButton } from '../../../ui/icon-button.js';
import { TextField } from '../../../ui/text-field.js';
import { signIn } from '../api.js';
import { FactorCodeField } from './factor-code-field.js';
import styles from './sign-in.module.css';

interface Props {
  /** Of an ended session: its account, which stays. */
  readonly username?: string;
  /** Chosen from the list beside; it can be changed. */
  readonly suggested?: string;
  readonly onSignedIn: (me: Me) => void;
}

type State = 'ready' | 'sending' | 'proving';

export function SignInForm({ username, suggested, onSignedIn }: Props) {
  const [refusal, setRefusal] = useState<string>();
  const [state, setState] = useState<State>('ready');
  /** Of an account with a second factor: its password was right. */
  const [known, setKnown] = useState<{ readonly username: string; readonly password: string }>();
  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    // The live values: those that a password manager has filled in raise no event in some browsers.
    const form = new FormData(event.currentTarget);
    const body = known
      ? { ...known, code: String(form.get('code')) }
      : { username: String(form.get('username')).trim(), password: String(form.get('password')) };
    setState('sending');
    setRefusal(undefined);
    try {
      onSignedIn(await signIn(body, () => setState('proving')));
    } catch (error) {
      if (error instanceof ProblemError && error.code === 'SECOND_FACTOR_REQUIRED') setKnown(body);
      else setRefusal(textOf(error));
      setState('ready');
    }
  };
  return (
    <Form className={styles.form!} onSubmit={(event) => void submit(event)} aria-label={t('session.title')}>
      {refusal && <Banner tone="late">{refusal}</Banner>}
      {known ? <FactorCodeField autoFocus /> : <PasswordFields username={username} suggested={suggested} />}
      <Button type="submit" kind="primary" size="large" wide isDisabled={state !== 'ready'}>
        {t(
          state === 'proving'
            ? 'session.proving'
            : state === 'sending'
              ? 'session.signingIn'
              : 'common.signIn',
        )}
      </Button>
      {known && (
        <Button kind="ghost" onPress={() => setKnown(undefined)}>
          {t('session.backToPassword')}
        </Button>
      )}
    </Form>
  );
}

type Suggestions = Readonly<Record<'username' | 'suggested', string | undefined>>;

function PasswordFields({ username, suggested }: Suggestions) {
  const [isCapsLock, setCapsLock] = useState(false);
  const [isShown, setShown] = useState(false);
  const readCapsLock = (event: KeyboardEvent): void => setCapsLock(event.getModifierState('CapsLock'));
  return (
    <>
      <TextField
        key={suggested}
        label={t('session.username')}
        name="username"
        autoComplete="username"
        isRequired
        autoFocus={username === undefined && suggested === undefined}
        defaultValue={username ?? suggested ?? ''}
        isReadOnly={username !== undefined}
      />
      <TextField
        key={`password of ${suggested}`}
        label={t('session.password')}
        name="password"
        type={isShown ? 'text' : 'password'}
        autoComplete="current-password"
        isRequired
        autoFocus={username !== undefined || suggested !== undefined}
        hint={isCapsLock ? <strong className={styles.capsLock}>{t('session.capsLock')}</strong> : undefined}
        onKeyDown={readCapsLock}
        onKeyUp={readCapsLock}
        end={
          <IconButton
            icon={isShown ? EyeOff : Eye}
            label={t(isShown ? 'session.hidePassword' : 'session.showPassword')}
            size="small"
            onPress={() => setShown(!isShown)}
          />
        }
      />
    </>
  );
}

/** Lockout: the server says for how long in words that fit. */
function textOf(error: unknown): string {
  if (!(error instanceof ProblemError)) return t('session.unreachable');
  if (error.code === 'LOGIN_FAILED') return t('session.wrong');
  if (error.code === 'ACCOUNT_LOCKED') return t('session.locked');
  return error.message;
}
