import { t } from '../../../messages/t.js';
import { Banner } from '../../../ui/banner.js';
import { Button } from '../../../ui/button.js';
import { Dialog } from '../../../ui/dialog.js';
import { toasts } from '../../../ui/toasts.js';
import type { ClientWithSecret } from '../clients-api.js';
import styles from './clients-page.module.css';

interface Props {
  readonly client: ClientWithSecret;
  readonly onClose: () => void;
}

/** The secret of a program, shown once. */
export function SecretDialog({ client: { id, title, secret }, onClose }: Props) {
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(secret);
    toasts.add(t('clients.copied'));
  };
  return (
    <Dialog title={t('clients.secretTitle')} isOpen onClose={onClose}>
      <div className={styles.secret}>
        <Banner tone="warn">{t('clients.secretHint', { title })}</Banner>
        <dl>
          <dt>{t('clients.id')}</dt>
          <dd>
            <code>{id}</code>
          </dd>
          <dt>{t('clients.secret')}</dt>
          <dd>
            <code>{secret}</code>
          </dd>
        </dl>
        <p className={styles.acts}>
          <Button onPress={() => void copy()}>{t('clients.copy')}</Button>
          <Button kind="primary" onPress={onClose}>
            {t('clients.close')}
          </Button>
        </p>
      </div>
    </Dialog>
  );
}
