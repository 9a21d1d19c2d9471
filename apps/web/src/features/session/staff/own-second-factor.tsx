import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { listInstant } from '../../../lib/dates.js';
import { late } from '../../../lib/late.js';
import { useMe } from '../../../lib/me.js';
import { t } from '../../../messages/t.js';
import { Button } from '../../../ui/button.js';
import { ErrorState } from '../../../ui/error-state.js';
import { Skeleton } from '../../../ui/skeleton.js';
import { toasts } from '../../../ui/toasts.js';
import { ownSessionsQuery } from '../own-account-api.js';
import { endFactor, renewRecoveryCodes, secondFactorQuery, type SecondFactor } from '../second-factor-api.js';
import styles from './me-page.module.css';
import { ProveForm } from './prove-form.js';
import { RecoveryCodes } from './recovery-codes.js';
import factor from './second-factor.module.css';

const SetUpFactor = late(async () => (await import('./set-up-factor.js')).SetUpFactor);

/** The own second factor: set up, replaced, turned off, with its recovery codes. */
export function OwnSecondFactor() {
  const { demo } = useMe();
  const { data, isPending, error, refetch } = useQuery(secondFactorQuery);
  return (
    <section className={styles.panel} aria-labelledby="second-factor">
      <h2 id="second-factor">{t('session.factor')}</h2>
      {isPending && <Skeleton />}
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {demo ? <p>{t('session.factorOfDemo')}</p> : data && <Factor factor={data} />}
    </section>
  );
}

type Act = 'set-up' | 'codes' | 'end';

function Factor({ factor: { since, required, recoveryCodes } }: { readonly factor: SecondFactor }) {
  const queries = useQueryClient();
  const [now] = useState(() => new Date());
  const [act, setAct] = useState<Act>();
  const [codes, setCodes] = useState<readonly string[]>();
  const hasFactor = since !== null;
  const close = (): void => {
    setAct(undefined);
    setCodes(undefined);
    void queries.invalidateQueries(secondFactorQuery);
    void queries.invalidateQueries(ownSessionsQuery);
  };
  const ended = (): void => {
    toasts.add(t('session.factorEnded'));
    close();
  };
  if (codes) return <RecoveryCodes codes={codes} onDone={close} />;
  if (act === 'set-up') return <SetUpFactor hasFactor={hasFactor} onDone={close} />;
  return (
    <>
      <p>
        {hasFactor
          ? t('session.factorSince', { at: listInstant(since, now), n: recoveryCodes })
          : t('session.factorNone')}
        {required && t('session.factorRequired')}
      </p>
      {act === 'codes' && (
        <ProveForm act={t('session.newRecoveryCodes')} hasFactor run={renewRecoveryCodes} onDone={setCodes} />
      )}
      {act === 'end' && <ProveForm act={t('session.endFactor')} hasFactor run={endFactor} onDone={ended} />}
      {!act && (
        <p className={factor.acts}>
          <Button onPress={() => setAct('set-up')}>
            {t(hasFactor ? 'session.replaceFactor' : 'session.setUpFactor')}
          </Button>
          {hasFactor && <Button onPress={() => setAct('codes')}>{t('session.newRecoveryCodes')}</Button>}
          {hasFactor && !required && <Button onPress={() => setAct('end')}>{t('session.endFactor')}</Button>}
        </p>
      )}
    </>
  );
}
