import { t } from '../../../messages/t.js';

export function HomePage() {
  return <h1>{t('common.mailbox')}</h1>;
}
