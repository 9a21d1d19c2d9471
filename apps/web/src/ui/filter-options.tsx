import { Search } from 'lucide-react';
import { useState } from 'react';
import { Autocomplete } from 'react-aria-components/Autocomplete';
import { Menu, MenuItem, Popover } from 'react-aria-components/Menu';
import { Input, SearchField } from 'react-aria-components/SearchField';
import { t } from '../messages/t.js';
import type { Opened } from './opener.js';
import type { Option } from './option.js';
import { foundOptions } from './use-options.js';
import list from './list.module.css';
import styles from './filters.module.css';

interface Props extends Opened {
  readonly name: string;
  readonly options: readonly Option[];
  readonly onChoose: (id: string) => void;
}

/** With more options than this, one is found by typing. */
const GLANCE = 12;

/** What a condition can be. */
export function FilterOptions({ name, options, onChoose, triggerRef, isByKey, onClose }: Props) {
  const [typed, setTyped] = useState('');
  const isSearched = options.length > GLANCE;
  const found = foundOptions(options, typed);
  const menu = (
    <Menu
      aria-label={name}
      autoFocus={!isSearched && (isByKey ? 'first' : true)}
      className={list.list!}
      items={found}
      onAction={(id) => onChoose(String(id))}
      onClose={onClose}
      renderEmptyState={() => <p className={list.empty}>{t('ui.noMatch')}</p>}
    >
      {(option) => (
        <MenuItem textValue={option.name} className={list.item!}>
          {option.name}
          {option.note && <span className={list.note}>{option.note}</span>}
        </MenuItem>
      )}
    </Menu>
  );
  return (
    <Popover
      isOpen
      onOpenChange={onClose}
      triggerRef={triggerRef}
      aria-label={name}
      className={`${list.popover} ${list.menu}`}
      placement="bottom start"
      offset={4}
    >
      {isSearched ? (
        <Autocomplete inputValue={typed} onInputChange={setTyped}>
          <SearchField aria-label={name} autoFocus className={styles.search!}>
            <Search size={14} aria-hidden />
            <Input placeholder={t('ui.typeToFind')} />
          </SearchField>
          {menu}
        </Autocomplete>
      ) : (
        menu
      )}
    </Popover>
  );
}
