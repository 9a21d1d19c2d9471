import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import {
  Menu as AriaMenu,
  MenuItem,
  MenuTrigger,
  Popover,
  Separator,
  Text,
} from 'react-aria-components/Menu';
import { KeyHint } from './key-hint.js';
import styles from './list.module.css';

export interface MenuEntry {
  readonly id: string;
  readonly name: string;
  readonly icon?: LucideIcon;
  readonly keys?: string;
  readonly isDanger?: boolean;
  /** Why it cannot be chosen, shown in place. */
  readonly refusal?: string | undefined;
  readonly run: () => void;
}

interface Props {
  readonly label: string;
  /** The button that opens it. */
  readonly trigger: ReactNode;
  /** Groups of entries, with a line between them. */
  readonly groups: readonly (readonly MenuEntry[])[];
}

export function Menu({ label, trigger, groups }: Props) {
  const entries = groups.flat();
  return (
    <MenuTrigger>
      {trigger}
      <Popover className={`${styles.popover} ${styles.menu}`} offset={4}>
        <AriaMenu
          aria-label={label}
          className={styles.list!}
          disabledKeys={entries.filter(({ refusal }) => refusal !== undefined).map(({ id }) => id)}
          onAction={(id) => entries.find((entry) => entry.id === id)?.run()}
        >
          {groups.flatMap((group, index) => [
            ...(index > 0 ? [<Separator key={`line-${index}`} className={styles.separator!} />] : []),
            ...group.map(({ id, name, icon: Icon, keys, isDanger, refusal }) => (
              <MenuItem
                key={id}
                id={id}
                textValue={name}
                className={`${styles.item} ${isDanger ? styles.danger : ''}`}
              >
                {Icon && <Icon size={16} aria-hidden />}
                <span>
                  <Text slot="label">{name}</Text>
                  {refusal && (
                    <Text slot="description" className={styles.reason!}>
                      {refusal}
                    </Text>
                  )}
                </span>
                {keys && (
                  <span className={styles.note}>
                    <KeyHint keys={keys} />
                  </span>
                )}
              </MenuItem>
            )),
          ])}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}
