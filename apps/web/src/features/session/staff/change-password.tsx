import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { Form } from 'react-aria-components/Form';
import { explain } from '../../../api/explain.js';
import { ProblemError } from '../../../api/problem.js';
import { t } from '../../../messages/t.js';
import { Banner } from '../../../ui/banner.js';
import { Button } from '../../../ui/button.js';
import { TextField } from '../../../ui/text-field.js';
import { changePassword } from '../own-account-api.js';
import { NewPasswordFields } from './new-password-fields.js';
import styles from './sign-in.module.css';

/** The own password: the current one, and the new one twice. */
export function ChangePassword({ onChanged }: { readonly onChanged: () => void }) {
  const [differ, setDiffer] = useState(false);
  const [round, setRound] = useState(0);
  const change = useMutation({
    mutationFn: changePassword,
    onSuccess: () => {
      setRound(round + 1); // an empty form
      onChanged();
    },
  });
  const fields = change.error instanceof ProblemError ? change.error.fields : new Map<string, string>();
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const password = String(form.get('password'));
    const isSame = password === String(form.get('repeat'));
    setDiffer(!isSame);
    if (isSame) change.mutate({ current: String(form.get('current')), password });
  };
  return (
    <Form
      key={round}
      className={styles.form!}
      validationBehavior="aria"
      onSubmit={submit}
      aria-label={t('session.changePassword')}
    >
      {change.error && fields.size === 0 && <Banner tone="late">{explain(change.error)}</Banner>}
      <TextField
        label={t('session.currentPassword')}
        name="current"
        type="password"
        autoComplete="current-password"
        isRequired
        error={fields.get('current')}
      />
      <NewPasswordFields error={fields.get('password')} differ={differ} />
      <p>
        <Button type="submit" kind="primary" isDisabled={change.isPending}>
          {t('session.changePassword')}
        </Button>
      </p>
    </Form>
  );
}
