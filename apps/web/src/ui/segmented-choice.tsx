import { ToggleButton, ToggleButtonGroup } from 'react-aria-components/ToggleButtonGroup';
import { KeyHint } from './key-hint.js';
import type { Option } from './option.js';
import styles from './choice.module.css';

interface Props {
  readonly label: string;
  readonly options: readonly (Option & { readonly keys?: string | undefined })[];
  /** Undefined: none yet. */
  readonly value: string | undefined;
  readonly onChange: (id: string) => void;
}

/** One of two to five, side by side: outcomes of a task, ways to look at something. */
export function SegmentedChoice({ label, options, value, onChange }: Props) {
  return (
    <ToggleButtonGroup
      aria-label={label}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={value === undefined ? [] : [value]}
      onSelectionChange={([id]) => id !== undefined && onChange(String(id))}
      className={styles.segments!}
    >
      {options.map(({ id, name, keys }) => (
        <ToggleButton key={id} id={id} className={styles.segment!}>
          {name}
          {keys && <KeyHint keys={keys} />}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
