import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { reasonOf } from '../../../api/reason.js';
import { listInstant } from '../../../lib/dates.js';
import { t } from '../../../messages/t.js';
import { Button } from '../../../ui/button.js';
import { ErrorState } from '../../../ui/error-state.js';
import { Skeleton } from '../../../ui/skeleton.js';
import { Tag } from '../../../ui/tag.js';
import { toasts } from '../../../ui/toasts.js';
import { clientName } from '../client-name.js';
import { endSession, ownSessionsQuery } from '../own-account-api.js';
import styles from './me-page.module.css';

/** Where the account is signed in; each but this one can be ended. */
export function OwnSessions() {
  const queries = useQueryClient();
  const [now] = useState(() => new Date());
  const { data, isPending, error, refetch } = useQuery(ownSessionsQuery);
  const end = useMutation({
    mutationFn: endSession,
    onSuccess: () => toasts.add(t('session.sessionEnded')),
    onError: (refused) => toasts.add(reasonOf(refused)),
    onSettled: () => queries.invalidateQueries(ownSessionsQuery),
  });
  return (
    <section className={styles.panel} aria-labelledby="sessions">
      <h2 id="sessions">{t('session.sessions')}</h2>
      {isPending && <Skeleton />}
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      <ul className={styles.sessions}>
        {data?.map(({ id, current, client, ip, startedAt, seenAt }) => {
          const name = clientName(client) ?? t('session.unknownClient');
          return (
            <li key={id}>
              <span>
                <b>{name}</b> {ip} {current && <Tag tone="accent">{t('session.thisOne')}</Tag>}
                <small>
                  {t('session.sessionUse', {
                    start: listInstant(startedAt, now),
                    seen: listInstant(seenAt, now),
                  })}
                </small>
              </span>
              {!current && (
                <Button
                  size="small"
                  aria-label={t('session.endSessionOf', { client: name })}
                  isDisabled={end.isPending}
                  onPress={() => end.mutate(id)}
                >
                  {t('session.endSession')}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      <p className={styles.note}>{t('session.sessionsNote')}</p>
    </section>
  );
}
