import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Form } from 'react-aria-components/Form';
import { explain } from '../../../api/explain.js';
import { ProblemError } from '../../../api/problem.js';
import type { Schemas } from '../../../api/client.js';
import { t } from '../../../messages/t.js';
import { Banner } from '../../../ui/banner.js';
import { Button } from '../../../ui/button.js';
import { TextField } from '../../../ui/text-field.js';
import { confirmFactor, proposeFactor } from '../second-factor-api.js';
import { FactorQr } from './factor-qr.js';
import { ProveForm } from './prove-form.js';
import { RecoveryCodes } from './recovery-codes.js';
import styles from './second-factor.module.css';
import forms from './sign-in.module.css';

interface Props {
  /** Whether one is in use, which this one replaces. */
  readonly hasFactor: boolean;
  /** Called when the recovery codes are shown: from then on the second factor is in use. */
  readonly onConfirmed?: () => void;
  /** Called when the reader has noted the recovery codes. */
  readonly onDone: () => void;
}

/** Sets up a second factor: proof, key, confirmation by a code, recovery codes. */
export function SetUpFactor({ hasFactor, onConfirmed, onDone }: Props) {
  const [proposed, setProposed] = useState<Schemas['ProposedFactorView']>();
  const [codes, setCodes] = useState<readonly string[]>();
  if (codes) return <RecoveryCodes codes={codes} onDone={onDone} />;
  if (!proposed)
    return (
      <ProveForm
        act={t('session.factorNext')}
        hasFactor={hasFactor}
        run={proposeFactor}
        onDone={setProposed}
      />
    );
  const confirmed = (made: readonly string[]): void => {
    setCodes(made);
    onConfirmed?.();
  };
  return <Confirm proposed={proposed} onConfirmed={confirmed} />;
}

interface ConfirmProps {
  readonly proposed: Schemas['ProposedFactorView'];
  readonly onConfirmed: (recoveryCodes: readonly string[]) => void;
}

/** The key as a QR code and as text, and the first code of it. */
function Confirm({ proposed: { key, uri }, onConfirmed }: ConfirmProps) {
  const [code, setCode] = useState('');
  const confirm = useMutation({ mutationFn: confirmFactor, onSuccess: onConfirmed });
  const fault = confirm.error instanceof ProblemError ? confirm.error.fields.get('code') : undefined;
  return (
    <Form
      className={forms.form!}
      validationBehavior="aria"
      aria-label={t('session.factorConfirm')}
      onSubmit={(event) => {
        event.preventDefault();
        confirm.mutate(code);
      }}
    >
      <p>{t('session.factorScan')}</p>
      <FactorQr uri={uri} />
      <p>
        {t('session.factorKey')}
        <code className={styles.key}>{key.replaceAll(/(.{4})(?=.)/g, '$1 ')}</code>
      </p>
      {confirm.error && fault === undefined && <Banner tone="late">{explain(confirm.error)}</Banner>}
      <TextField
        label={t('session.factorFirstCode')}
        autoComplete="one-time-code"
        inputMode="numeric"
        isRequired
        autoFocus
        value={code}
        onChange={setCode}
        error={fault}
      />
      <p>
        <Button type="submit" kind="primary" isDisabled={confirm.isPending || code.trim() === ''}>
          {t('session.factorConfirm')}
        </Button>
      </p>
    </Form>
  );
}
