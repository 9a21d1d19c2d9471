import { useRef, useState } from 'react';
import { Link, Navigate, useNavigate } from '@tanstack/react-router';
import { explain } from '../../../api/explain.js';
import { ProblemError } from '../../../api/problem.js';
import { randomKey } from '../../../lib/random-key.js';
import { t } from '../../../messages/t.js';
import { button } from '../../../ui/native/button.js';
import { ErrorSummary } from '../../../ui/native/error-summary.js';
import { PageHeading } from '../../../ui/native/page-heading.js';
import { sendLetter } from './api.js';
import { bodyOf, placeOf } from './letter-draft.js';
import { faultsOf } from './letter-faults.js';
import { LetterSummary } from './letter-summary.js';
import { keepReceipt } from './receipt-store.js';
import { useWriting } from './writing-context.js';
import './writing-texts.js';
import styles from './check-page.module.css';

/** Last step: read once more, and send. */
export function CheckPage() {
  const { draft, clear, refuse, refused } = useWriting();
  const navigate = useNavigate();
  const [state, setState] = useState<'ready' | 'sending'>('ready');
  const [failure, setFailure] = useState<string>();
  // A try whose answer got lost is repeated with its key: the server then has one letter, not two.
  const key = useRef<{ readonly of: string; readonly key: string }>(undefined);

  if (state === 'ready') {
    if (faultsOf(draft, 'letter').length > 0) return <Navigate to="/write/letter" replace />;
    if (faultsOf(draft, 'contact').length > 0) return <Navigate to="/write/contact" replace />;
  }

  const submit = async () => {
    const body = bodyOf(draft);
    const written = JSON.stringify(body);
    if (key.current?.of !== written) key.current = { of: written, key: randomKey() };
    setState('sending');
    setFailure(undefined);
    try {
      const receipt = await sendLetter(body, key.current.key);
      keepReceipt({ ...receipt, kind: body.kind, at: Date.now() });
      await navigate({ to: '/write/done', replace: true });
      clear();
    } catch (error) {
      setState('ready');
      setFailure(explain(error));
      if (error instanceof ProblemError) refuse(error.fields);
    }
  };
  const errors = [...refused].flatMap(([field, text]) => {
    const place = placeOf(field);
    return place ? [{ id: place.id, text, step: place.step }] : [];
  });
  return (
    <div className={styles['page']}>
      <PageHeading title={t('writing.checkTitle')} />
      <p className={styles['lead']}>{t('writing.checkLead')}</p>
      {failure !== undefined && (
        <ErrorSummary
          errors={errors}
          general={errors.length === 0 ? failure : undefined}
          onSelect={(id) =>
            void navigate({ to: placeOf(id)?.step === 'contact' ? '/write/contact' : '/write/letter' })
          }
        />
      )}
      <LetterSummary draft={draft} />
      <div className={styles['buttons']}>
        <button
          type="button"
          className={button('primary')}
          aria-disabled={state === 'sending'}
          onClick={() => state === 'ready' && void submit()}
        >
          {state === 'sending' ? t('form.sending') : t('writing.submit')}
        </button>
        <Link to="/write/contact" className={button('plain')}>
          {t('writing.back')}
        </Link>
      </div>
      <p role="status" className="visually-hidden">
        {state === 'sending' ? t('form.verifying') : ''}
      </p>
    </div>
  );
}
