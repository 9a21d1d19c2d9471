import { useQuery } from '@tanstack/react-query';
import { unitsQuery } from '../api/case-queries.js';
import { shortUnitOption } from './unit-option.js';
import { t } from '../messages/t.js';
import { ComboBox } from './combo-box.js';
import type { Option } from './option.js';
import styles from './unit-select.module.css';

const ALL = '*';

interface Props {
  readonly unit: string | undefined;
  readonly onChange: (unit: string | undefined) => void;
}

/** All units, or one with those below it; found by name, code or pinyin initials. */
export function UnitSelect({ unit, onChange }: Props) {
  const { data: units = [] } = useQuery(unitsQuery);
  const all: Option = { id: ALL, name: t('ui.allUnits') };
  const options = [all, ...units.filter(({ validTo }) => validTo === null).map(shortUnitOption)];
  const chosen = unit === undefined ? all : options.find(({ id }) => id === unit);
  return (
    <div className={styles.unit}>
      {/* Drawn anew when the address names another one: what is typed belongs to the field. */}
      <ComboBox
        key={chosen?.name ?? ''}
        label={t('ui.unit')}
        options={options}
        value={chosen ?? null}
        onChange={(option) => onChange(option === null || option.id === ALL ? undefined : option.id)}
      />
    </div>
  );
}
