import { t } from '../../../messages/t.js';
import { Button } from '../../../ui/button.js';
import { SetUpFactor } from './set-up-factor.js';
import styles from './sign-in.module.css';
import { useSignOut } from './use-sign-out.js';

interface Props {
  readonly onConfirmed: () => void;
  readonly onDone: () => void;
}

/** In place of every page, until an account whose role needs a second factor has one. */
export function MissingFactor({ onConfirmed, onDone }: Props) {
  const signOut = useSignOut();
  return (
    <div className={styles.page}>
      <main className={styles.alone}>
        <section className={styles.panel} aria-labelledby="missing-factor">
          <h1 id="missing-factor" className={styles.heading}>
            {t('session.missingFactorTitle')}
          </h1>
          <p className={styles.lead}>{t('session.missingFactorText')}</p>
          <SetUpFactor hasFactor={false} onConfirmed={onConfirmed} onDone={onDone} />
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
