import { t } from '../../../messages/t.js';
import { Button } from '../../../ui/button.js';
import { ChangePassword } from './change-password.js';
import styles from './sign-in.module.css';
import { useSignOut } from './use-sign-out.js';

/** In place of every page, until a new password is set. */
export function ExpiredPassword({ onChanged }: { readonly onChanged: () => void }) {
  const signOut = useSignOut();
  return (
    <div className={styles.page}>
      <main className={styles.alone}>
        <section className={styles.panel} aria-labelledby="expired">
          <h1 id="expired" className={styles.heading}>
            {t('session.expiredTitle')}
          </h1>
          <p className={styles.lead}>{t('session.expiredText')}</p>
          <ChangePassword onChanged={onChanged} />
          <p className={styles.other}>
            <Button kind="ghost" onPress={() => void signOut()}>
              {t('common.signOut')}
            </Button>
          </p>
        </section>
      </main>
    </div>
  );
}
