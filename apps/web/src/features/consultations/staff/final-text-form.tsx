import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ProblemError } from '../../../api/problem.js';
import { reasonOf } from '../../../api/reason.js';
import { t } from '../../../messages/t.js';
import { Banner } from '../../../ui/banner.js';
import { Button } from '../../../ui/button.js';
import { TextArea } from '../../../ui/text-area.js';
import { TextField } from '../../../ui/text-field.js';
import { toasts } from '../../../ui/toasts.js';
import { setFinalText, type PolicyDetail } from '../policy-api.js';
import styles from './desk.module.css';

/** Number and text that are issued; until then they may be replaced. */
export function FinalTextForm({
  policy: { id, documentNumber, finalText },
}: {
  readonly policy: PolicyDetail;
}) {
  const queries = useQueryClient();
  const [number, setNumber] = useState(documentNumber ?? '');
  const [text, setText] = useState(finalText ?? '');
  const saving = useMutation({
    mutationFn: () => setFinalText(id, { documentNumber: number, text }),
    onSuccess: () => {
      toasts.add(t('consultations.finalTextSaved'));
      void queries.invalidateQueries({ queryKey: ['policy', id] });
    },
  });
  const faults = saving.error instanceof ProblemError ? saving.error.fields : new Map<string, string>();
  return (
    <form
      className={styles.panel}
      aria-label={t('consultations.finalText')}
      onSubmit={(event) => {
        event.preventDefault();
        if (!saving.isPending) saving.mutate();
      }}
    >
      <h2>{t('consultations.finalText')}</h2>
      <TextField
        label={t('consultations.documentNumber')}
        placeholder={t('consultations.numberExample')}
        value={number}
        onChange={setNumber}
        error={faults.get('documentNumber')}
      />
      <TextArea
        label={t('consultations.text')}
        hint={t('consultations.textHint')}
        value={text}
        onChange={setText}
        rows={10}
        error={faults.get('text')}
        isLetter
      />
      {saving.error && faults.size === 0 && <Banner tone="late">{reasonOf(saving.error)}</Banner>}
      <p>
        <Button type="submit">{t('consultations.saveFinalText')}</Button>
      </p>
    </form>
  );
}
