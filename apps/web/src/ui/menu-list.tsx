import { Menu, MenuItem, Popover, Separator, Text } from 'react-aria-components/Menu';
import { KeyHint } from './key-hint.js';
import type { MenuGroups } from './menu.js';
import type { Opened } from './opener.js';
import styles from './list.module.css';

interface Props extends Opened {
  readonly label: string;
  readonly groups: MenuGroups;
}

/** The entries of an open menu. */
export function MenuList({ label, groups, triggerRef, isByKey, onClose }: Props) {
  const entries = groups.flat();
  return (
    <Popover
      isOpen
      onOpenChange={onClose}
      triggerRef={triggerRef}
      aria-label={label}
      className={`${styles.popover} ${styles.menu}`}
      placement="bottom start"
      offset={4}
    >
      <Menu
        aria-label={label}
        autoFocus={isByKey ? 'first' : true}
        className={styles.list!}
        disabledKeys={entries.filter(({ refusal }) => refusal !== undefined).map(({ id }) => id)}
        onAction={(id) => entries.find((entry) => entry.id === id)?.run()}
        onClose={onClose}
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
      </Menu>
    </Popover>
  );
}
