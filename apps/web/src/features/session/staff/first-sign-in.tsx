import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { Form } from 'react-aria-components/Form';
import { explain } from '../../../api/explain.js';
import { ProblemError } from '../../../api/problem.js';
import { listInstant } from '../../../lib/dates.js';
import type { Me } from '../../../lib/me.js';
import { t } from '../../../messages/t.js';
import { Banner } from '../../../ui/banner.js';
import { Button } from '../../../ui/button.js';
import { TextField } from '../../../ui/text-field.js';
import { readMe } from '../api.js';
import { chooseWithCode, requestCode, type IssuedCode } from '../own-account-api.js';
import { FactorCodeField } from './factor-code-field.js';
import { NewPasswordFields } from './new-password-fields.js';
import styles from './sign-in.module.css';

interface Props {
  readonly onSignedIn: (me: Me) => void;
  readonly onBack: () => void;
}

/** The way in without a password: request a one-time code, tell its check number, then choose a password. */
export function FirstSignIn({ onSignedIn, onBack }: Props) {
  const [username, setUsername] = useState('');
  const [hasCode, setHasCode] = useState(false);
  const issue = useMutation({ mutationFn: requestCode });
  return (
    <>
      <p className={styles.lead}>{t('session.firstText')}</p>
      {hasCode ? (
        <ChooseForm username={username} code={issue.data?.code ?? ''} onSignedIn={onSignedIn} />
      ) : issue.data ? (
        <Issued code={issue.data} onAdmitted={() => setHasCode(true)} />
      ) : (
        <Form
          className={styles.form!}
          aria-label={t('session.requestCode')}
          onSubmit={(event) => {
            event.preventDefault();
            issue.mutate(username.trim());
          }}
        >
          {issue.error && <Banner tone="late">{explain(issue.error)}</Banner>}
          <TextField
            label={t('session.username')}
            autoComplete="username"
            isRequired
            autoFocus
            value={username}
            onChange={setUsername}
          />
          <Button type="submit" kind="primary" size="large" wide isDisabled={issue.isPending}>
            {t(issue.isPending ? 'session.requesting' : 'session.requestCode')}
          </Button>
          <Button onPress={() => setHasCode(true)}>{t('session.haveCode')}</Button>
        </Form>
      )}
      <p className={styles.other}>
        <Button kind="ghost" onPress={onBack}>
          {t('session.backToSignIn')}
        </Button>
      </p>
    </>
  );
}

/** What its holder keeps, and what is told. */
function Issued({ code, onAdmitted }: { readonly code: IssuedCode; readonly onAdmitted: () => void }) {
  const [now] = useState(() => new Date());
  return (
    <div className={styles.form} role="status">
      <dl className={styles.code}>
        <dt>{t('session.checkNumberIs')}</dt>
        <dd>
          <b>{code.checkNumber}</b>
          <span>{t('session.checkNumberTell')}</span>
        </dd>
        <dt>{t('session.codeIs')}</dt>
        <dd>
          <b>{code.code}</b>
          <span>
            {t('session.codeKeep')}
            {t('session.codeUntil', { at: listInstant(code.expiresAt, now) })}
          </span>
        </dd>
      </dl>
      <Button kind="primary" size="large" wide onPress={onAdmitted}>
        {t('session.choosePassword')}
      </Button>
    </div>
  );
}

interface ChooseProps {
  readonly username: string;
  readonly code: string;
  readonly onSignedIn: (me: Me) => void;
}

function ChooseForm({ username, code, onSignedIn }: ChooseProps) {
  const [differ, setDiffer] = useState(false);
  const choose = useMutation({
    mutationFn: async (body: Parameters<typeof chooseWithCode>[0]) => {
      await chooseWithCode(body);
      return readMe();
    },
    onSuccess: onSignedIn,
  });
  const refusal = choose.error instanceof ProblemError ? choose.error : undefined;
  const fault = refusal?.fields.get('password');
  const [asksFactor, setAsksFactor] = useState(false);
  if (refusal?.code === 'SECOND_FACTOR_REQUIRED' && !asksFactor) setAsksFactor(true);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string): string => String(form.get(name));
    const password = text('password');
    const isSame = password === text('repeat');
    setDiffer(!isSame);
    const body = { username: text('username').trim(), code: text('code').trim(), password };
    if (isSame) choose.mutate({ ...body, ...(asksFactor && { secondFactor: text('factor') }) });
  };
  return (
    <Form
      className={styles.form!}
      validationBehavior="aria"
      onSubmit={submit}
      aria-label={t('session.setPassword')}
    >
      {choose.error && fault === undefined && <Banner tone="late">{explain(choose.error)}</Banner>}
      <TextField
        label={t('session.username')}
        name="username"
        autoComplete="username"
        isRequired
        defaultValue={username}
      />
      <TextField
        label={t('session.code')}
        name="code"
        autoComplete="one-time-code"
        isRequired
        defaultValue={code}
      />
      <NewPasswordFields error={fault} differ={differ} />
      {asksFactor && <FactorCodeField name="factor" autoFocus />}
      <Button type="submit" kind="primary" size="large" wide isDisabled={choose.isPending}>
        {t('session.setPassword')}
      </Button>
    </Form>
  );
}
