import { Keyboard, Printer, Search } from 'lucide-react';
import { Button } from 'react-aria-components/Button';
import { Bell } from '../../features/notifications/staff/bell.js';
import { useMe } from '../../lib/me.js';
import { t } from '../../messages/t.js';
import { IconButton } from '../../ui/icon-button.js';
import { KeyHint } from '../../ui/key-hint.js';
import { Tag } from '../../ui/tag.js';
import { Clock } from './clock.js';
import { LookButtons } from './look-buttons.js';
import styles from './top-bar.module.css';

interface Props {
  readonly title: string;
  readonly onSearch: () => void;
  readonly onKeys: () => void;
}

export function TopBar({ title, onSearch, onKeys }: Props) {
  const { demo } = useMe();
  return (
    <header className={`${styles.bar} no-print`}>
      <b className={styles.title}>{title}</b>
      {demo && (
        <span title={t('shell.demoNote')}>
          <Tag tone="warn">{t('shell.demo')}</Tag>
        </span>
      )}
      <Button className={styles.search!} onPress={onSearch}>
        <Search size={16} aria-hidden />
        <span className={styles.hint}>{t('shell.search')}</span>
        <KeyHint keys="Ctrl+K" />
      </Button>
      <Clock />
      <LookButtons />
      <Bell />
      <IconButton icon={Printer} label={t('paper.print')} keys="P" onPress={() => print()} />
      <IconButton icon={Keyboard} label={t('shell.keys')} keys="?" onPress={onKeys} />
    </header>
  );
}
