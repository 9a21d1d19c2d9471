import { Outlet } from '@tanstack/react-router';
import { t } from '../../messages/t.js';

/** What every page of the portal stands in. */
export function PortalShell() {
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
