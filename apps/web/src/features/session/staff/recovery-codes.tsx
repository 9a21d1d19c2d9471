import { t } from '../../../messages/t.js';
import { Banner } from '../../../ui/banner.js';
import { Button } from '../../../ui/button.js';
import styles from './second-factor.module.css';

/** New recovery codes, shown this once. */
export function RecoveryCodes({
  codes,
  onDone,
}: {
  readonly codes: readonly string[];
  readonly onDone: () => void;
}) {
  return (
    <section aria-labelledby="recovery-codes">
      <h3 id="recovery-codes">{t('session.recoveryCodes')}</h3>
      <Banner tone="warn">{t('session.recoveryCodesNote')}</Banner>
      <ul className={styles.codes}>
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <Button kind="primary" onPress={onDone}>
        {t('session.recoveryCodesKept')}
      </Button>
    </section>
  );
}
