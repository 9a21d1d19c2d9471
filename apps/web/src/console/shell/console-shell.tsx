import { Outlet } from '@tanstack/react-router';
import { t } from '../../messages/t.js';

/** What every page of the console stands in. */
export function ConsoleShell() {
  return (
    <>
      <a className="skip" href="#content">
        {t('common.skipToContent')}
      </a>
      <main id="content" tabIndex={-1}>
        <Outlet />
      </main>
    </>
  );
}
