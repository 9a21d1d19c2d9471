import { Link, useRouterState } from '@tanstack/react-router';
import { Radio } from 'lucide-react';
import type { Schemas } from '../../../api/client.js';
import { t } from '../../../messages/t.js';
import type { AuthorRole } from '../api.js';
import styles from './on-air-bar.module.css';

type Broadcast = Schemas['BroadcastView'];

/** Tells the crew of each broadcast on air what waits for them, on every page but its own. */
export function OnAirBar({ broadcasts }: { readonly broadcasts: readonly Broadcast[] }) {
  const path = useRouterState({ select: ({ location }) => location.pathname });
  return broadcasts
    .filter(({ id }) => !path.endsWith(`/interviews/${id}`))
    .map((broadcast) => <OneOnAir key={broadcast.id} broadcast={broadcast} />);
}

function OneOnAir({
  broadcast: { id, title, roles, toReview, toPublish },
}: {
  readonly broadcast: Broadcast;
}) {
  const names = (roles as readonly (AuthorRole | 'reviewer')[]).map((role) => t(`interviews.role_${role}`));
  const parts = [
    t('interviews.onAir', { title, roles: names.join('、') }),
    toReview > 0 && t('interviews.onAirReview', { n: toReview }),
    toPublish > 0 && t('interviews.onAirPublish', { n: toPublish }),
  ];
  return (
    <div role="status" className={`${styles.bar} no-print`}>
      <Radio size={16} aria-hidden />
      <span>{parts.filter(Boolean).join('，')}</span>
      <Link to="/interviews/$id" params={{ id }} search={{ tab: 'live' }}>
        {t('interviews.toDesk')}
      </Link>
    </div>
  );
}
