import { t } from '../../../messages/t.js';
import { ComboBox } from '../../../ui/combo-box.js';
import type { Department } from '../campaigns-api.js';

interface Props {
  readonly departments: readonly Department[];
  readonly value: string | undefined;
  readonly onChange: (unit: string | undefined) => void;
}

/** One of the departments of a campaign, or all. */
export function UnitSelect({ departments, value, onChange }: Props) {
  const options = departments.map(({ unit, name }) => ({ id: unit, name }));
  return (
    <ComboBox
      label={t('campaigns.columnUnit')}
      placeholder={t('campaigns.anyUnit')}
      options={options}
      value={options.find(({ id }) => id === value) ?? null}
      onChange={(option) => onChange(option?.id)}
    />
  );
}
