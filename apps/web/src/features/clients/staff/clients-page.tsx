import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Plus, ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import { reasonOf } from '../../../api/reason.js';
import { listInstant } from '../../../lib/dates.js';
import { useMe } from '../../../lib/me.js';
import { t } from '../../../messages/t.js';
import { Button } from '../../../ui/button.js';
import { EmptyState } from '../../../ui/empty-state.js';
import { ErrorState } from '../../../ui/error-state.js';
import { Skeleton } from '../../../ui/skeleton.js';
import { Tag } from '../../../ui/tag.js';
import { toasts } from '../../../ui/toasts.js';
import { CLIENTS, clientsQuery, confirmClient, type Client, type ClientWithSecret } from '../clients-api.js';
import { ClientActs } from './client-acts.js';
import { EndDialog, NewClientDialog, RejectDialog, RotateDialog } from './client-dialogs.js';
import styles from './clients-page.module.css';
import { scopeTitle } from './scope-title.js';
import { SecretDialog } from './secret-dialog.js';

type Doing = Client['acts'][number];
type Open = 'new' | { readonly does: Doing; readonly client: Client } | null;

/** Programs that use the API: who runs them, what they may do, and when they last did. */
export function ClientsPage() {
  const { roles } = useMe();
  const keeps = roles.includes('admin-security');
  const [open, setOpen] = useState<Open>(null);
  const [secret, setSecret] = useState<ClientWithSecret | null>(null);
  const list = useQuery(clientsQuery);
  const queries = useQueryClient();
  const confirm = useMutation({
    mutationFn: confirmClient,
    onSuccess: () => toasts.add(t('clients.doneConfirm')),
    onError: (refused) => toasts.add(reasonOf(refused)),
    onSettled: () => queries.invalidateQueries({ queryKey: CLIENTS }),
  });
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
              isConfirming={confirm.isPending}
              onAct={(does) => (does === 'confirm' ? confirm.mutate(client.id) : setOpen({ does, client }))}
            />
          ))}
        </ul>
      </section>
      {open === 'new' && <NewClientDialog onClose={close} onSecret={show} />}
      {open !== null && open !== 'new' && open.does === 'rotate' && (
        <RotateDialog client={open.client} onClose={close} onSecret={show} />
      )}
      {open !== null && open !== 'new' && open.does === 'reject' && (
        <RejectDialog client={open.client} onClose={close} />
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
  readonly isConfirming: boolean;
  readonly onAct: (does: Doing) => void;
}

const TONES = { proposed: 'warn', active: 'ok', ended: 'plain' } as const;

function Row({ client, isConfirming, onAct }: RowProps) {
  const { id, title, unitName, scopes, state, proposedBy, confirmedBy, acts } = client;
  const { createdAt, rotatedAt, previousUntil, usedAt } = client;
  const [now] = useState(() => new Date());
  const [isShown, setShown] = useState(false);
  const when = (at: string): string => listInstant(at, now);
  return (
    <li className={styles.row}>
      <div>
        <p className={styles.line}>
          <b>{title}</b>
          <code>{id}</code>
          <Tag tone={TONES[state]}>{t(`clients.${state}`)}</Tag>
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
            proposedBy === null
              ? t('clients.createdAt', { at: when(createdAt) })
              : t('clients.proposedBy', { who: proposedBy, at: when(createdAt) }),
            confirmedBy !== null && t('clients.confirmedBy', { who: confirmedBy }),
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
      {acts.length > 0 && (
        <p className={styles.acts}>
          {acts.map((act) => (
            <Button
              key={act}
              size="small"
              kind={act === 'confirm' ? 'primary' : 'plain'}
              isDisabled={isConfirming}
              aria-label={`${t(`clients.${act}`)} ${title}`}
              onPress={() => onAct(act)}
            >
              {t(`clients.${act}`)}
            </Button>
          ))}
        </p>
      )}
    </li>
  );
}
