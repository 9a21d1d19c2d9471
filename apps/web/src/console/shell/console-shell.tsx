import { useQuery } from '@tanstack/react-query';
import { Outlet, useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { OnAirBar } from '../../features/interviews/staff/on-air-bar.js';
import { countsQuery } from '../../features/tasks/work-api.js';
import { late } from '../../lib/late.js';
import { keys } from '../../lib/key-table.js';
import { useMe } from '../../lib/me.js';
import { t } from '../../messages/t.js';
import { SheetFoot } from '../../ui/sheet-foot.js';
import { ToastRegion } from '../../ui/toasts.js';
import { BusinessParts } from './business-parts.js';
import { CalendarProvider } from './calendar.js';
import styles from './console-shell.module.css';
import { LateParts } from './late-parts.js';
import { LiveUpdates } from './live-updates.js';
import { navigationFor } from './navigation.js';
import { OfflineBanner } from './offline-banner.js';
import { PreferencesProvider } from './preferences.js';
import { Rail } from './rail.js';
import { TopBar } from './top-bar.js';
import { usePageTitle } from './use-page-title.js';

const CommandPalette = late(async () => (await import('./command-palette.js')).CommandPalette);
const KeyList = late(async () => (await import('./key-list.js')).KeyList);

type Overlay = 'palette' | 'keys' | undefined;

/** What every page of the console stands in: rail, top bar, keys, palette. */
export function ConsoleShell() {
  const [overlay, setOverlay] = useState<Overlay>();
  const title = usePageTitle();
  const { unitName } = useMe();
  useKeys(setOverlay);
  return (
    <PreferencesProvider>
      <LiveUpdates>
        <CalendarProvider>
          <a className="skip" href="#content">
            {t('common.skipToContent')}
          </a>
          <div className={styles.frame}>
            <Rail />
            <div className={styles.main}>
              <TopBar
                title={title}
                onSearch={() => setOverlay('palette')}
                onKeys={() => setOverlay('keys')}
              />
              <OfflineBanner />
              <OnAir />
              <main id="content" tabIndex={-1} className={styles.content}>
                <BusinessParts>
                  <Outlet />
                </BusinessParts>
                <SheetFoot by={t('paper.madeBy', { unit: unitName })} />
              </main>
            </div>
          </div>
          {overlay === 'palette' && <CommandPalette onClose={() => setOverlay(undefined)} />}
          {overlay === 'keys' && <KeyList onClose={() => setOverlay(undefined)} />}
          <ToastRegion />
          <LateParts />
        </CalendarProvider>
      </LiveUpdates>
    </PreferencesProvider>
  );
}

function OnAir() {
  const { data } = useQuery(countsQuery);
  return data && <OnAirBar broadcasts={data.onAir} />;
}

/** Feeds the table of keys, and adds the keys that hold on every page. */
function useKeys(open: (overlay: Overlay) => void): void {
  const navigate = useNavigate();
  const { roles } = useMe();
  useEffect(() => {
    const remove = keys.add([
      { keys: 'Ctrl+K', title: t('shell.palette'), whileTyping: true, run: () => open('palette') },
      { keys: '?', title: t('shell.keys'), run: () => open('keys') },
      { keys: 'P', title: t('paper.print'), run: () => print() },
      ...navigationFor(roles).map(({ to, title, key }) => ({
        keys: `G ${key}`,
        title: t('shell.goTo', { title }),
        run: () => void navigate({ to }),
      })),
    ]);
    const listen = (event: KeyboardEvent): void => {
      // Menus, dialogs and lists use keys themselves; what stands behind a dialog rests.
      const isInDialog = event.target instanceof Element && event.target.closest('[role="dialog"]') !== null;
      if (!event.defaultPrevented && !isInDialog) keys.handle(event, Date.now());
    };
    addEventListener('keydown', listen);
    return () => {
      remove();
      removeEventListener('keydown', listen);
    };
  }, [navigate, open, roles]);
}
