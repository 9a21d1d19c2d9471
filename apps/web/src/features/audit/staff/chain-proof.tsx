import { useRef, useState } from 'react';
import { explain } from '../../../api/explain.js';
import { ProblemError } from '../../../api/problem.js';
import { t } from '../../../messages/t.js';
import { Banner } from '../../../ui/banner.js';
import { Button } from '../../../ui/button.js';
import { TextField } from '../../../ui/text-field.js';
import { verifyAudit, type Verification } from '../audit-api.js';
import styles from './audit-page.module.css';

interface Progress {
  readonly verified: number;
  readonly total: number;
}

/** Verifies the chain of the log, part after part, with its progress. */
export function ChainProof() {
  const [known, setKnown] = useState('');
  const [progress, setProgress] = useState<Progress | null>(null);
  const [proof, setProof] = useState<(Verification & { readonly verified: number }) | null>(null);
  const [error, setError] = useState<unknown>(null);
  const isStopped = useRef(false);
  const run = async (): Promise<void> => {
    isStopped.current = false;
    setProof(null);
    setError(null);
    setProgress({ verified: 0, total: 0 });
    try {
      let after: string | null = null;
      let verified = 0;
      while (!isStopped.current) {
        const part: Verification = await verifyAudit(after, known.trim() || null);
        verified += part.entries;
        after = part.last;
        setProgress({ verified, total: part.total });
        if (!part.finished) continue;
        setProof({ ...part, verified });
        break;
      }
    } catch (caught) {
      setError(caught);
    }
    setProgress(null);
  };
  const fault = error instanceof ProblemError ? error.fields.get('known') : undefined;
  return (
    <section className={styles.panel} aria-labelledby="proof-title">
      <header className={styles.head}>
        <h2 id="proof-title">{t('audit.proof')}</h2>
        {progress === null ? (
          <Button onPress={() => void run()}>{t('audit.verify')}</Button>
        ) : (
          <Button onPress={() => (isStopped.current = true)}>{t('audit.stop')}</Button>
        )}
      </header>
      <p className={styles.small}>{t('audit.proofHint')}</p>
      <TextField
        label={t('audit.known')}
        note={t('audit.knownNote')}
        value={known}
        onChange={setKnown}
        error={fault}
      />
      {progress && (
        <p>
          <progress
            aria-label={t('audit.proof')}
            value={progress.verified}
            max={Math.max(progress.total, 1)}
          />
          <br />
          {t('audit.verifying', { n: progress.verified, total: progress.total })}
        </p>
      )}
      {error !== null && fault === undefined && <Banner tone="late">{explain(error)}</Banner>}
      {proof && (
        <div role="status">
          {proof.broken ? (
            <Banner tone="late">{t(`audit.broken_${proof.broken.kind}`, { at: proof.broken.at })}</Banner>
          ) : (
            <Banner tone="ok">{t('audit.intact', { n: proof.verified })}</Banner>
          )}
          {proof.last !== null && (
            <p className={styles.last}>
              {t('audit.last')}
              <code>{proof.last}</code>
            </p>
          )}
        </div>
      )}
    </section>
  );
}
