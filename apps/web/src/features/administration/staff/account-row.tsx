import { Link } from '@tanstack/react-router';
import { listInstant } from '../../../lib/dates.js';
import { t } from '../../../messages/t.js';
import { Tag } from '../../../ui/tag.js';
import type { AccountsSearch, ManagedAccount } from '../accounts-api.js';
import { AccountStateTag } from './account-state.js';
import styles from './accounts-page.module.css';

interface Props {
  readonly account: ManagedAccount;
  readonly now: Date;
  readonly search: AccountsSearch;
  readonly isChosen: boolean;
}

export function AccountRow({ account, now, search, isChosen }: Props) {
  const { username, title, unitName, roleTitles, state, signedInAt, grants, code, codesRequested } = account;
  const waits = grants.length > 0 || code?.state === 'admitted' || codesRequested > 0;
  return (
    <li>
      <Link
        to="/accounts"
        search={search}
        className={styles.row}
        aria-current={isChosen ? 'true' : undefined}
      >
        <span className={styles.name}>
          <b>{title}</b>
          {roleTitles.map((role) => (
            <Tag key={role.id}>{role.title}</Tag>
          ))}
          {waits && <Tag tone="warn">{t('accounts.waiting')}</Tag>}
        </span>
        <AccountStateTag state={state} />
        <span className={styles.small}>
          {username}，{unitName}
        </span>
        <span className={styles.small}>
          {signedInAt ? listInstant(signedInAt, now) : t('accounts.never')}
        </span>
      </Link>
    </li>
  );
}
