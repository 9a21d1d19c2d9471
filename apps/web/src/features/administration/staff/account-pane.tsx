import { useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { useState } from 'react';
import { isUnknown } from '../../../api/problem.js';
import { listInstant } from '../../../lib/dates.js';
import { useMe } from '../../../lib/me.js';
import { t } from '../../../messages/t.js';
import { Banner } from '../../../ui/banner.js';
import { Button } from '../../../ui/button.js';
import { EmptyState } from '../../../ui/empty-state.js';
import { ErrorState } from '../../../ui/error-state.js';
import { IconButton } from '../../../ui/icon-button.js';
import { Skeleton } from '../../../ui/skeleton.js';
import {
  accountQuery,
  enableAccount,
  lockAccount,
  resetFactor,
  unlockAccount,
  type AccountDetail,
} from '../accounts-api.js';
import { powersOf } from '../powers.js';
import { AccountCodes } from './account-codes.js';
import styles from './account-pane.module.css';
import { AccountRoles } from './account-roles.js';
import { AccountStateTag } from './account-state.js';
import { ChangeDialog, DisableDialog } from './leave-dialogs.js';
import { ReasonDialog } from './reason-dialog.js';
import { useAccountAct } from './use-account-act.js';

interface Props {
  readonly username: string;
  readonly onClose: () => void;
}

/** One account: its state, its roles, its one-time codes, and what the reader may do with it. */
export function AccountPane({ username, onClose }: Props) {
  const { data, error, isPending, refetch } = useQuery(accountQuery(username));
  if (isPending) return <Skeleton />;
  if (isUnknown(error)) return <EmptyState title={error.message} />;
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return <Account account={data} onClose={onClose} />;
}

function Account({ account, onClose }: { readonly account: AccountDetail; readonly onClose: () => void }) {
  const me = useMe();
  const [now] = useState(() => new Date());
  const {
    username,
    title,
    unitName,
    state,
    lockedUntil,
    passwordSetAt,
    signedInAt,
    demo,
    secondFactorSince,
  } = account;
  const powers = powersOf(me.roles);
  const isOwn = username === me.username;
  return (
    <article className={styles.pane} aria-labelledby="account-name">
      <header className={styles.head}>
        <h2 id="account-name">{title}</h2>
        <AccountStateTag state={state} />
        <IconButton icon={X} size="small" label={t('ui.close')} onPress={onClose} />
      </header>
      <p className={styles.note}>
        {username}，{unitName}
        {demo && `，${t('accounts.demo')}`}
      </p>
      <p className={styles.note}>
        {t('accounts.lastUse')} {signedInAt ? listInstant(signedInAt, now) : t('accounts.never')}；
        {passwordSetAt
          ? t('accounts.passwordAt', { at: listInstant(passwordSetAt, now) })
          : t('accounts.noPassword')}
        {secondFactorSince && `；${t('accounts.factorAt', { at: listInstant(secondFactorSince, now) })}`}
      </p>
      {lockedUntil && (
        <Banner tone="late">{t('accounts.lockedUntil', { at: listInstant(lockedUntil, now) })}</Banner>
      )}
      <AccountRoles account={account} powers={powers} now={now} />
      {powers.admits && !isOwn && state !== 'disabled' && <AccountCodes account={account} now={now} />}
      {!isOwn && <Acts account={account} powers={powers} />}
    </article>
  );
}

type Open = 'change' | 'lock' | 'disable' | 'enable' | 'reset-factor';

function Acts({ account, powers }: { account: AccountDetail; powers: ReturnType<typeof powersOf> }) {
  const { username, state, lockedUntil, secondFactorSince } = account;
  const [open, setOpen] = useState<Open>();
  const close = (): void => setOpen(undefined);
  const unlock = useAccountAct(
    () => unlockAccount(username),
    () => t('accounts.wasUnlocked'),
  );
  const isDisabled = state === 'disabled';
  return (
    <p className={styles.acts}>
      {powers.keeps && !isDisabled && (
        <Button onPress={() => setOpen('change')}>{t('accounts.change')}</Button>
      )}
      {powers.locks && !isDisabled && state !== 'locked' && (
        <Button onPress={() => setOpen('lock')}>{t('accounts.lock')}</Button>
      )}
      {powers.unlocks && (state === 'locked' || lockedUntil !== null) && (
        <Button isDisabled={unlock.isPending} onPress={() => unlock.mutate(undefined)}>
          {t('accounts.unlock')}
        </Button>
      )}
      {powers.admits && secondFactorSince && (
        <Button onPress={() => setOpen('reset-factor')}>{t('accounts.resetFactor')}</Button>
      )}
      {powers.keeps && !isDisabled && (
        <Button kind="danger" onPress={() => setOpen('disable')}>
          {t('accounts.disable')}
        </Button>
      )}
      {powers.keeps && isDisabled && (
        <Button onPress={() => setOpen('enable')}>{t('accounts.enable')}</Button>
      )}
      {open === 'change' && <ChangeDialog account={account} onClose={close} />}
      {open === 'disable' && <DisableDialog account={account} onClose={close} />}
      {open === 'lock' && (
        <ReasonDialog
          title={t('accounts.lock')}
          act={t('accounts.lock')}
          run={(reason) => lockAccount(username, reason)}
          said={() => t('accounts.wasLocked')}
          onClose={close}
        />
      )}
      {open === 'reset-factor' && (
        <ReasonDialog
          title={t('accounts.resetFactor')}
          act={t('accounts.resetFactor')}
          run={(reason) => resetFactor(username, reason)}
          said={() => t('accounts.wasReset')}
          onClose={close}
          fields={() => <p>{t('accounts.resetFactorNote')}</p>}
        />
      )}
      {open === 'enable' && (
        <ReasonDialog
          title={t('accounts.enable')}
          act={t('accounts.enable')}
          run={(reason) => enableAccount(username, reason)}
          said={() => t('accounts.wasEnabled')}
          onClose={close}
        />
      )}
    </p>
  );
}
