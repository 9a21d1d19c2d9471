import { useMutation } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { Form } from 'react-aria-components/Form';
import { explain } from '../../../api/explain.js';
import { ProblemError } from '../../../api/problem.js';
import { t } from '../../../messages/t.js';
import { Banner } from '../../../ui/banner.js';
import { Button } from '../../../ui/button.js';
import { TextField } from '../../../ui/text-field.js';
import type { Proof } from '../second-factor-api.js';
import { FactorCodeField } from './factor-code-field.js';
import styles from './sign-in.module.css';

interface Props<Answer> {
  /** Of the button, and of the form. */
  readonly act: string;
  /** Whether a second factor is in use: its code proves the change as well. */
  readonly hasFactor: boolean;
  readonly run: (proof: Proof) => Promise<Answer>;
  readonly onDone: (answer: Answer) => void;
}

/** Asks for the password, and a code where there is a second factor, before the second factor is changed. */
export function ProveForm<Answer>({ act, hasFactor, run, onDone }: Props<Answer>) {
  const proving = useMutation({ mutationFn: run, onSuccess: onDone });
  const faults = proving.error instanceof ProblemError ? proving.error.fields : new Map<string, string>();
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string): string => String(form.get(name));
    proving.mutate({ password: text('password'), ...(hasFactor && { code: text('code') }) });
  };
  return (
    <Form className={styles.form!} validationBehavior="aria" onSubmit={submit} aria-label={act}>
      {proving.error && faults.size === 0 && <Banner tone="late">{explain(proving.error)}</Banner>}
      <TextField
        label={t('session.currentPassword')}
        name="password"
        type="password"
        autoComplete="current-password"
        isRequired
        error={faults.get('password')}
      />
      {hasFactor && <FactorCodeField error={faults.get('code')} />}
      <p>
        <Button type="submit" kind="primary" isDisabled={proving.isPending}>
          {act}
        </Button>
      </p>
    </Form>
  );
}
