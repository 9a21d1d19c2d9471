import { useEffect } from 'react';
import { Outlet, useRouter } from '@tanstack/react-router';
import { useSite } from '../../lib/site.js';
import { t } from '../../messages/t.js';
import { SheetFoot } from '../../ui/sheet-foot.js';
import { Footer } from './footer.js';
import { Masthead } from './masthead.js';
import { OfflineBanner } from './offline-banner.js';
import { ReloadedNote } from './reloaded-note.js';
import { UtilityBar } from './utility-bar.js';

/** What every page of the portal stands in. */
export function PortalShell() {
  useFocusOnHeading();
  const site = useSite();
  return (
    <>
      <a className="skip" href="#content">
        {t('common.skipToContent')}
      </a>
      <header>
        <UtilityBar />
        <Masthead />
      </header>
      <OfflineBanner />
      <ReloadedNote />
      <main id="content" tabIndex={-1}>
        <Outlet />
        <div className="wrap">
          <SheetFoot by={site && t('paper.publishedBy', { unit: site.host })} />
        </div>
      </main>
      <Footer />
    </>
  );
}

/** After a navigation screen readers start at the heading of the new page. */
function useFocusOnHeading(): void {
  const router = useRouter();
  useEffect(
    () =>
      router.subscribe('onRendered', ({ fromLocation, pathChanged }) => {
        if (fromLocation && pathChanged) document.querySelector('h1')?.focus({ preventScroll: true });
      }),
    [router],
  );
}
