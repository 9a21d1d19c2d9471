import { ChevronDown } from 'lucide-react';
import { Button } from 'react-aria-components/Button';
import { late } from '../lib/late.js';
import { Opener } from './opener.js';
import type { Option } from './option.js';
import styles from './filters.module.css';

const FilterOptions = late(async () => (await import('./filter-options.js')).FilterOptions);

interface Props {
  readonly name: string;
  readonly options: readonly Option[];
  readonly onChoose: (id: string) => void;
}

/** A condition that is not set: its button opens what it can be. */
export const FilterMenu = ({ name, options, onChoose }: Props) => (
  <Opener
    opens="menu"
    trigger={
      <Button className={styles.open!}>
        {name}
        <ChevronDown size={14} aria-hidden />
      </Button>
    }
  >
    {(opened) => <FilterOptions name={name} options={options} onChoose={onChoose} {...opened} />}
  </Opener>
);
