import { ChevronDown, Search } from 'lucide-react';
import { useState } from 'react';
import { Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components/Menu';
import { Button, Input, SearchField } from 'react-aria-components/SearchField';
import { Autocomplete } from 'react-aria-components/Autocomplete';
import { matches } from '../lib/pinyin.js';
import { t } from '../messages/t.js';
import type { Option } from './option.js';
import list from './list.module.css';
import styles from './filters.module.css';

interface Props {
  readonly name: string;
  readonly options: readonly Option[];
  readonly onChoose: (id: string) => void;
}

/** With more options than this, one is found by typing. */
const GLANCE = 12;

/** A condition that is not set: its button opens what it can be. */
export function FilterMenu({ name, options, onChoose }: Props) {
  const [typed, setTyped] = useState('');
  const isSearched = options.length > GLANCE;
  const found = options.filter((option) => matches(typed, option.name, option.note));
  const menu = (
    <Menu
      aria-label={name}
      className={list.list!}
      items={found}
      onAction={(id) => onChoose(String(id))}
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
    <MenuTrigger onOpenChange={() => setTyped('')}>
      <Button className={styles.open!}>
        {name}
        <ChevronDown size={14} aria-hidden />
      </Button>
      <Popover className={`${list.popover} ${list.menu}`} offset={4}>
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
    </MenuTrigger>
  );
}
