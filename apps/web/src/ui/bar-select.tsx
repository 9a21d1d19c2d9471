import { ChevronDown } from 'lucide-react';
import { Button, ListBox, ListBoxItem, Popover, Select, SelectValue } from 'react-aria-components/Select';
import type { Option } from './option.js';
import styles from './bar-select.module.css';
import lists from './list.module.css';

interface Props {
  readonly label: string;
  readonly options: readonly Option[];
  readonly value: string;
  readonly onChange: (id: string) => void;
}

/** One of a few, in a bar: its label is read, not shown. */
export function BarSelect({ label, options, value, onChange }: Props) {
  return (
    <Select aria-label={label} value={value} onChange={(id) => id !== null && onChange(String(id))}>
      <Button className={`${styles.select} on-paper`}>
        <SelectValue className={styles.value!} />
        <ChevronDown size={14} aria-hidden />
      </Button>
      <Popover className={`${lists.popover} ${lists.menu}`} offset={4}>
        <ListBox className={lists.list!} items={options}>
          {({ name, note }) => (
            <ListBoxItem textValue={name} className={lists.item!}>
              {name}
              {note && <span className={lists.note}>{note}</span>}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </Select>
  );
}
