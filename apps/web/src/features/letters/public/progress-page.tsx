import { useCallback, useEffect, useState } from 'react';
import { useParams } from '@tanstack/react-router';
import { explain } from '../../../api/explain.js';
import { isUnknown } from '../../../api/problem.js';
import { t } from '../../../messages/t.js';
import { button } from '../../../ui/native/button.js';
import { PageHeading } from '../../../ui/native/page-heading.js';
import { lookUp } from './api.js';
import type { LetterStatus } from './letter-types.js';
import { LetterProgress } from './letter-progress.js';
import { LookupForm } from './lookup-form.js';
import { codeOf, forgetCode } from './query-codes.js';
import './tracking-texts.js';
import './writing-texts.js';
import styles from './page.module.css';

type State =
  | { readonly is: 'reading' | 'closed' }
  | { readonly is: 'refused' | 'unreachable'; readonly why: string }
  | { readonly is: 'read'; readonly status: LetterStatus };

/** A letter, once number and code are there; a new tab asks for the code again. */
export function ProgressPage() {
  const { no } = useParams({ strict: false }) as { no: string };
  const [state, setState] = useState<State>(() => ({ is: codeOf(no) ? 'reading' : 'closed' }));
  const read = useCallback(async (letterNo: string) => {
    const queryCode = codeOf(letterNo);
    if (!queryCode) return setState({ is: 'closed' });
    setState({ is: 'reading' });
    try {
      setState({ is: 'read', status: await lookUp({ letterNo, queryCode }) });
    } catch (error) {
      const isRefused = isUnknown(error);
      if (isRefused) forgetCode(letterNo);
      setState({ is: isRefused ? 'refused' : 'unreachable', why: explain(error) });
    }
  }, []);
  useEffect(() => {
    void read(no);
  }, [read, no]);

  if (state.is === 'read')
    return (
      <LetterProgress
        status={state.status}
        letter={{ letterNo: no, queryCode: codeOf(no) ?? '' }}
        onChanged={(status) => setState({ is: 'read', status })}
        onLeave={() => {
          forgetCode(no);
          setState({ is: 'closed' });
        }}
      />
    );
  return (
    <div className={`wrap ${styles['page']}`}>
      <PageHeading title={t('portal.track')} />
      {state.is === 'reading' && <p role="status">{t('tracking.reading')}</p>}
      {state.is === 'unreachable' && (
        <div role="alert" className={styles['failure']}>
          <strong>{t('tracking.unreachableTitle')}</strong>
          <p>{state.why}</p>
          <button type="button" className={button('primary')} onClick={() => void read(no)}>
            {t('tracking.again')}
          </button>
        </div>
      )}
      {(state.is === 'closed' || state.is === 'refused') && (
        <>
          <p className={styles['lead']}>{t('tracking.enterCode')}</p>
          <LookupForm
            letterNo={no}
            refusal={state.is === 'refused' ? state.why : undefined}
            onSame={() => void read(no)}
          />
        </>
      )}
    </div>
  );
}
