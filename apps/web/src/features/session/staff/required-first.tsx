import { useId, type ReactNode } from 'react';
import { t } from '../../../messages/t.js';
import { Button } from '../../../ui/button.js';
import styles from './sign-in.module.css';
import { useSignOut } from './use-sign-out.js';

interface Props {
  readonly title: string;
  readonly text: string;
  readonly children: ReactNode;
}

/** In place of every page, until an account has done what it has to do first. Signing out is always possible. */
export function RequiredFirst({ title, text, children }: Props) {
  const signOut = useSignOut();
  const id = useId();
  return (
    <div className={styles.page}>
      <main className={styles.alone}>
        <section className={styles.panel} aria-labelledby={id}>
          <h1 id={id} className={styles.heading}>
            {title}
          </h1>
          <p className={styles.lead}>{text}</p>
          {children}
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
