import { ListBox, ListBoxItem, Popover } from 'react-aria-components';
import { t } from '../messages/t.js';
import type { Option } from './option.js';
import styles from './list.module.css';

/** What a combobox offers. */
export function OptionList({ isLoading }: { readonly isLoading: boolean }) {
  return (
    <Popover className={styles.popover!} offset={4}>
      <ListBox<Option>
        className={styles.list!}
        renderEmptyState={() => (
          <p className={styles.empty}>{t(isLoading ? 'common.loading' : 'ui.noMatch')}</p>
        )}
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
