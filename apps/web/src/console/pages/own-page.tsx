import { DesktopSwitch } from '../../features/notifications/staff/desktop-switch.js';
import { MePage } from '../../features/session/staff/me-page.js';

/** The account's own page. */
export const OwnPage = () => <MePage switches={<DesktopSwitch />} />;
