import { useMemo, useState } from 'react';
import { noteRecent, recentFirst, recentOf } from '../../lib/recent.js';
import { unitOption } from '../../ui/unit-option.js';
import { t } from '../../messages/t.js';
import { ComboBox } from '../../ui/combo-box.js';
import { MultiSelect } from '../../ui/multi-select.js';
import type { Option } from '../../ui/option.js';
import { useFormSources } from '../model/sources.js';
import { textsOf, type FieldProps } from './field-props.js';

const KIND = 'units';

/** Units as options: those chosen last come first. Found by name, short name, code and pinyin initials. */
export function useUnitOptions(): readonly Option[] {
  const { units } = useFormSources();
  // Once a form: the list does not move while somebody chooses from it.
  const [recent] = useState(() => recentOf(KIND));
  return useMemo(() => {
    const options = units.map((unit) => ({
      ...unitOption(unit),
      ...(recent.includes(unit.code) && { note: `${t('forms.recent')} · ${unit.code}`, isRare: false }),
      ...(unit.isNear && { isRare: false }),
    }));
    return recentFirst(options, recent);
  }, [units, recent]);
}

/** What is chosen, even a unit that is not offered any more. */
const optionOf = (options: readonly Option[], code: string): Option =>
  options.find(({ id }) => id === code) ?? { id: code, name: code };

/** One unit. */
export function UnitField(props: FieldProps) {
  const options = useUnitOptions();
  const { value } = props;
  return (
    <ComboBox
      {...textsOf(props)}
      options={options}
      value={typeof value === 'string' && value !== '' ? optionOf(options, value) : null}
      onChange={(chosen) => {
        if (chosen) noteRecent(KIND, chosen.id);
        props.onChange(props.field.path, chosen?.id);
      }}
      placeholder={t('forms.unitPlaceholder')}
    />
  );
}

/** Several units, each shown with a button that takes it back. */
export function UnitsField(props: FieldProps) {
  const options = useUnitOptions();
  const codes = Array.isArray(props.value) ? props.value.map(String) : [];
  const { isRequired: _, ...texts } = textsOf(props);
  const { maxItems } = props.field.schema;
  return (
    <MultiSelect
      {...texts}
      options={options}
      value={codes.map((code) => optionOf(options, code))}
      onChange={(chosen) => {
        const added = chosen.find(({ id }) => !codes.includes(id));
        if (added) noteRecent(KIND, added.id);
        props.onChange(
          props.field.path,
          chosen.map(({ id }) => id),
        );
      }}
      {...(maxItems !== undefined && { max: maxItems })}
    />
  );
}
