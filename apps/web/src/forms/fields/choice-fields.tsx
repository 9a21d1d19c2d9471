import { t } from '../../messages/t.js';
import { RadioGroup } from '../../ui/radio-group.js';
import { Select } from '../../ui/select.js';
import { textsOf, type FieldProps } from './field-props.js';

/** Up to this many choices are all shown at once. */
const SHOWN = 8;

/** One of several codes, by their titles. */
export function ChoiceField(props: FieldProps) {
  const { enum: codes = [], 'x-titles': titles = {} } = props.field.schema;
  const Part = codes.length <= SHOWN ? RadioGroup : Select;
  return (
    <Part
      {...textsOf(props)}
      {...(Part === RadioGroup && { isRow: true })}
      options={codes.map((code) => ({ id: code, name: titles[code] ?? code }))}
      value={typeof props.value === 'string' && props.value !== '' ? props.value : null}
      onChange={(code) => props.onChange(props.field.path, code)}
    />
  );
}

/** Yes or no; neither is chosen beforehand. */
export function YesNoField(props: FieldProps) {
  return (
    <RadioGroup
      {...textsOf(props)}
      isRow
      options={[
        { id: 'true', name: t('forms.yes') },
        { id: 'false', name: t('forms.no') },
      ]}
      value={typeof props.value === 'boolean' ? String(props.value) : null}
      onChange={(id) => props.onChange(props.field.path, id === 'true')}
    />
  );
}

/** A grade from the least to the most of its schema. */
export function StarsField(props: FieldProps) {
  const { minimum = 1, maximum = 5 } = props.field.schema;
  const grades = Array.from({ length: maximum - minimum + 1 }, (_, index) => String(minimum + index));
  return (
    <RadioGroup
      {...textsOf(props)}
      isRow
      options={grades.map((grade) => ({ id: grade, name: grade }))}
      value={typeof props.value === 'number' ? String(props.value) : null}
      onChange={(grade) => props.onChange(props.field.path, Number(grade))}
    />
  );
}
