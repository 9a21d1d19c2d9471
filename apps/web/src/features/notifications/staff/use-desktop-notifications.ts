import { useEffect, useRef } from 'react';
import { useWorkingDays } from '../../../lib/calendar.js';
import { t } from '../../../messages/t.js';
import type { Notification as Item } from '../api.js';
import { isOfficeHour, isWished, newSince } from '../desktop.js';

/** Shows what comes in on the desktop: on wish, in office hours, and not while the page is looked at. */
export function useDesktopNotifications(items: readonly Item[]): void {
  const days = useWorkingDays();
  /** What was there when the page was opened is no news. */
  const seen = useRef<string>(undefined);
  const latest = items[0]?.at;
  useEffect(() => {
    const before = seen.current;
    seen.current = latest ?? before ?? new Date().toISOString();
    if (before === undefined || !isWished() || document.hasFocus() || !isOfficeHour(new Date(), days)) return;
    for (const { id, text } of newSince(items, before)) {
      // The same tag in every tab: the browser shows it once.
      const shown = new Notification(t('notifications.desktopTitle'), { body: text, tag: id });
      shown.onclick = () => {
        focus();
        shown.close();
      };
    }
  }, [latest, items, days]);
}
