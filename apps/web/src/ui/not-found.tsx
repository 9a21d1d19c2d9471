import { Link } from '@tanstack/react-router';
import { t } from '../messages/t.js';

/** The page for addresses that are none; the server answers 404 with it. */
export function NotFound() {
  return (
    <section>
      <h1>{t('common.notFoundTitle')}</h1>
      <p>{t('common.notFoundText')}</p>
      <Link to="/">{t('common.toHome')}</Link>
    </section>
  );
}
