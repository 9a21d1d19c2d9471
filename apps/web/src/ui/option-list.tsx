import { ListBox, ListBoxItem, Popover } from 'react-aria-components/ComboBox';
import { t } from '../messages/t.js';
import type { Option } from './option.js';
import styles from './list.module.css';

interface Props {
  readonly isLoading: boolean;
  /** Why nothing is offered. */
  readonly empty?: string;
}

/** What a combobox offers. */
export function OptionList({ isLoading, empty = t('ui.noMatch') }: Props) {
  return (
    <Popover className={styles.popover!} offset={4}>
      <ListBox<Option>
        className={styles.list!}
        renderEmptyState={() => <p className={styles.empty}>{isLoading ? t('common.loading') : empty}</p>}
      >
        {(option) => (
          <ListBoxItem textValue={option.name} className={styles.item!}>
            {option.name}
            {option.note && <span className={styles.note}>{option.note}</span>}
          </ListBoxItem>
        )}
      </ListBox>
    </Popover>
  );
}
