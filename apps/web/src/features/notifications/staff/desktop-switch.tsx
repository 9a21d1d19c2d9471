import { useState } from 'react';
import { t } from '../../../messages/t.js';
import { Switch } from '../../../ui/switch.js';
import { canNotify, isWished, wish } from '../desktop.js';

/** Switches notifications on the desktop of this computer. Absent where the browser has none. */
export function DesktopSwitch() {
  const [isOn, setOn] = useState(isWished);
  const [isDenied, setDenied] = useState(false);
  if (!canNotify()) return null;
  const change = async (on: boolean): Promise<void> => {
    const may = await wish(on);
    setOn(may);
    setDenied(on && !may);
  };
  return (
    <Switch
      isSelected={isOn}
      note={t(isDenied ? 'notifications.desktopDenied' : 'notifications.desktopNote')}
      onChange={(on) => void change(on)}
    >
      {t('notifications.desktop')}
    </Switch>
  );
}
