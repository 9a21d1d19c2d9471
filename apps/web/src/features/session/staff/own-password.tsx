import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { listInstant } from '../../../lib/dates.js';
import { useMe } from '../../../lib/me.js';
import { t } from '../../../messages/t.js';
import { Button } from '../../../ui/button.js';
import { toasts } from '../../../ui/toasts.js';
import { meQuery } from '../api.js';
import { ownSessionsQuery } from '../own-account-api.js';
import { ChangePassword } from './change-password.js';
import styles from './me-page.module.css';

/** Age and end of the own password; its form opens by a press. */
export function OwnPassword() {
  const { demo, passwordSetAt, passwordExpiresAt } = useMe();
  const queries = useQueryClient();
  const [now] = useState(() => new Date());
  const [isOpen, setOpen] = useState(false);
  const changed = (): void => {
    toasts.add(t('session.changed'));
    setOpen(false);
    void queries.invalidateQueries(meQuery);
    void queries.invalidateQueries(ownSessionsQuery);
  };
  return (
    <section className={styles.panel} aria-labelledby="password">
      <h2 id="password">{t('session.password')}</h2>
      <p>
        {t('session.passwordSet', { at: listInstant(passwordSetAt, now) })}
        {passwordExpiresAt !== null &&
          `，${t('session.passwordExpires', { at: listInstant(passwordExpiresAt, now) })}`}
        {demo && `，${t('session.passwordNever')}`}
      </p>
      {isOpen ? (
        <ChangePassword onChanged={changed} />
      ) : (
        <p className={styles.act}>
          <Button onPress={() => setOpen(true)}>{t('session.changePassword')}</Button>
        </p>
      )}
    </section>
  );
}
