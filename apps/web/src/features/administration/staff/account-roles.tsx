import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { reasonOf } from '../../../api/reason.js';
import { listInstant } from '../../../lib/dates.js';
import { useMe } from '../../../lib/me.js';
import { t } from '../../../messages/t.js';
import { Banner } from '../../../ui/banner.js';
import { Button } from '../../../ui/button.js';
import { Select } from '../../../ui/select.js';
import {
  confirmRoles,
  proposeRole,
  rejectRole,
  revokeRole,
  rolesQuery,
  type AccountDetail,
  type RoleGrant,
} from '../accounts-api.js';
import type { Powers } from '../powers.js';
import styles from './account-pane.module.css';
import { ReasonDialog } from './reason-dialog.js';
import { useAccountAct } from './use-account-act.js';

interface Props {
  readonly account: AccountDetail;
  readonly powers: Powers;
  readonly now: Date;
}

type Open =
  { readonly is: 'propose' } | { readonly is: 'revoke'; readonly role: string; readonly name: string };

/** Roles that an account has, and those that wait for a second person. */
export function AccountRoles({ account, powers, now }: Props) {
  const { username, roleTitles, grants, state } = account;
  const [open, setOpen] = useState<Open>();
  const close = (): void => setOpen(undefined);
  return (
    <section className={styles.part} aria-labelledby="roles">
      <h3 id="roles">{t('accounts.roles')}</h3>
      {roleTitles.length === 0 && <p className={styles.note}>{t('accounts.noRole')}</p>}
      <ul className={styles.roles}>
        {roleTitles.map(({ id, title }) => (
          <li key={id}>
            {title}
            {powers.revokes && (
              <Button
                size="small"
                kind="ghost"
                aria-label={t('accounts.revokeRole', { role: title })}
                onPress={() => setOpen({ is: 'revoke', role: id, name: title })}
              >
                {t('accounts.revoke')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {grants.map((grant) => (
        <Proposal key={grant.id} grant={grant} powers={powers} now={now} />
      ))}
      {powers.proposes && state !== 'disabled' && (
        <p>
          <Button size="small" onPress={() => setOpen({ is: 'propose' })}>
            {t('accounts.propose')}
          </Button>
        </p>
      )}
      {open?.is === 'propose' && <ProposeDialog username={username} onClose={close} />}
      {open?.is === 'revoke' && (
        <ReasonDialog
          title={t('accounts.revokeRole', { role: open.name })}
          act={t('accounts.revoke')}
          run={(reason) => revokeRole(username, open.role, reason)}
          said={() => t('accounts.revoked')}
          onClose={close}
        />
      )}
    </section>
  );
}

function Proposal({ grant, powers, now }: { grant: RoleGrant; powers: Powers; now: Date }) {
  const me = useMe();
  const [rejects, setRejects] = useState(false);
  const isOwn = grant.proposedBy === me.username;
  const confirm = useAccountAct(
    () => confirmRoles([grant.id]),
    () => t('accounts.confirmed'),
  );
  const who = grant.proposedByTitle;
  const at = listInstant(grant.proposedAt, now);
  return (
    <div className={styles.proposal}>
      <p>{t('accounts.proposed', { role: grant.role.title, who, at })}</p>
      <p className={styles.note}>{t('accounts.proposedReason', { reason: grant.reason })}</p>
      {confirm.error && <Banner tone="late">{reasonOf(confirm.error)}</Banner>}
      <p className={styles.line}>
        {powers.confirms && !isOwn && (
          <Button
            size="small"
            kind="primary"
            isDisabled={confirm.isPending}
            onPress={() => confirm.mutate(undefined)}
          >
            {t('accounts.confirm')}
          </Button>
        )}
        {(powers.revokes || isOwn) && (
          <Button size="small" onPress={() => setRejects(true)}>
            {t(isOwn ? 'accounts.withdraw' : 'accounts.reject')}
          </Button>
        )}
      </p>
      {rejects && (
        <ReasonDialog
          title={t(isOwn ? 'accounts.withdraw' : 'accounts.reject')}
          act={t(isOwn ? 'accounts.withdraw' : 'accounts.reject')}
          run={(reason) => rejectRole(grant.id, reason)}
          said={() => t('accounts.rejected')}
          onClose={() => setRejects(false)}
        />
      )}
    </div>
  );
}

function ProposeDialog({ username, onClose }: { username: string; onClose: () => void }) {
  const { data: roles = [] } = useQuery(rolesQuery);
  const [role, setRole] = useState<string | null>(null);
  return (
    <ReasonDialog
      title={t('accounts.propose')}
      act={t('accounts.propose')}
      run={(reason) => proposeRole(username, role ?? '', reason)}
      said={() => t('accounts.wasProposed')}
      onClose={onClose}
      fields={(faults) => (
        <Select
          label={t('accounts.role')}
          options={roles.map(({ id, title, can }) => ({ id, name: title, note: can }))}
          value={role}
          onChange={setRole}
          error={faults.get('role')}
        />
      )}
    />
  );
}
