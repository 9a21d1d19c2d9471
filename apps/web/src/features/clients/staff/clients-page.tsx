import { useQuery } from '@tanstack/react-query';
import { Plus, ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import { listInstant } from '../../../lib/dates.js';
import { useMe } from '../../../lib/me.js';
import { t } from '../../../messages/t.js';
import { Button } from '../../../ui/button.js';
import { EmptyState } from '../../../ui/empty-state.js';
import { ErrorState } from '../../../ui/error-state.js';
import { Skeleton } from '../../../ui/skeleton.js';
import { Tag } from '../../../ui/tag.js';
import { clientsQuery, type Client, type ClientWithSecret } from '../clients-api.js';
import { ClientActs } from './client-acts.js';
import { EndDialog, NewClientDialog, RotateDialog } from './client-dialogs.js';
import styles from './clients-page.module.css';
import { scopeTitle } from './scope-title.js';
import { SecretDialog } from './secret-dialog.js';

type Open = 'new' | { readonly does: 'rotate' | 'end'; readonly client: Client } | null;

/** Programs that use the API: who runs them, what they may do, and when they last did. */
export function ClientsPage() {
  const { roles } = useMe();
  const keeps = roles.includes('admin-security');
  const [open, setOpen] = useState<Open>(null);
  const [secret, setSecret] = useState<ClientWithSecret | null>(null);
  const list = useQuery(clientsQuery);
  const close = (): void => setOpen(null);
  const show = (client: ClientWithSecret): void => {
    close();
    setSecret(client);
  };
  return (
    <div className={styles.page}>
      <p className={styles.strip}>
        <ShieldCheck size={16} aria-hidden />
        {t('clients.strip')}
      </p>
      <section className={styles.panel} aria-labelledby="clients-title">
        <header className={styles.head}>
          <h1 id="clients-title">{t('clients.title')}</h1>
          {keeps && (
            <Button kind="primary" onPress={() => setOpen('new')}>
              <Plus size={16} aria-hidden />
              {t('clients.create')}
            </Button>
          )}
        </header>
        {list.isPending && <Skeleton />}
        {list.error && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
        {list.data?.length === 0 && (
          <EmptyState title={t('clients.empty')}>
            <p>{t('clients.emptyHint')}</p>
          </EmptyState>
        )}
        <ul className={styles.list}>
          {list.data?.map((client) => (
            <Row
              key={client.id}
              client={client}
              onAct={keeps && client.endedAt === null ? (does) => setOpen({ does, client }) : undefined}
            />
          ))}
        </ul>
      </section>
      {open === 'new' && <NewClientDialog onClose={close} onSecret={show} />}
      {open !== null && open !== 'new' && open.does === 'rotate' && (
        <RotateDialog client={open.client} onClose={close} onSecret={show} />
      )}
      {open !== null && open !== 'new' && open.does === 'end' && (
        <EndDialog client={open.client} onClose={close} />
      )}
      {secret && <SecretDialog client={secret} onClose={() => setSecret(null)} />}
    </div>
  );
}

interface RowProps {
  readonly client: Client;
  /** Undefined: not to this account, or not any more. */
  readonly onAct: ((does: 'rotate' | 'end') => void) | undefined;
}

function Row({ client, onAct }: RowProps) {
  const { id, title, unitName, scopes, createdAt, rotatedAt, previousUntil, usedAt, endedAt } = client;
  const [now] = useState(() => new Date());
  const [isShown, setShown] = useState(false);
  const when = (at: string): string => listInstant(at, now);
  return (
    <li className={styles.row}>
      <div>
        <p className={styles.line}>
          <b>{title}</b>
          <code>{id}</code>
          <Tag tone={endedAt === null ? 'ok' : 'plain'}>
            {t(endedAt === null ? 'clients.active' : 'clients.ended')}
          </Tag>
          {previousUntil !== null && (
            <Tag tone="warn">{t('clients.previousUntil', { at: when(previousUntil) })}</Tag>
          )}
        </p>
        <p>
          {unitName ?? t('clients.noUnit')} · {t('clients.scopes')}
          {scopes.map(scopeTitle).join('、')}
        </p>
        <p className={styles.small}>
          {[
            t('clients.createdAt', { at: when(createdAt) }),
            rotatedAt !== null && t('clients.rotatedAt', { at: when(rotatedAt) }),
            usedAt === null ? t('clients.neverUsed') : t('clients.usedAt', { at: when(usedAt) }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
        <details onToggle={(event) => setShown(event.currentTarget.open)}>
          <summary>{t('clients.acts')}</summary>
          {isShown && <ClientActs id={id} />}
        </details>
      </div>
      {onAct && (
        <p className={styles.acts}>
          <Button size="small" aria-label={`${t('clients.rotate')} ${title}`} onPress={() => onAct('rotate')}>
            {t('clients.rotate')}
          </Button>
          <Button size="small" aria-label={`${t('clients.end')} ${title}`} onPress={() => onAct('end')}>
            {t('clients.end')}
          </Button>
        </p>
      )}
    </li>
  );
}
