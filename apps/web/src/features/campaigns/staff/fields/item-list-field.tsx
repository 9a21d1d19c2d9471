import { useState } from 'react';
import { textsOf, type FieldProps } from '../../../../forms/fields/field-props.js';
import { useFormSubject } from '../../../../forms/model/subject.js';
import { t } from '../../../../messages/t.js';
import { RadioGroup } from '../../../../ui/radio-group.js';
import { departmentOf } from '../../model/department-of.js';
import { uploadList } from '../../lists-api.js';
import { FallbackListField } from './fallback-list-field.js';
import { ListInForce } from './list-in-force.js';
import styles from './item-list-field.module.css';
import { ListUpload } from './list-upload.js';

const OPTIONS = ['upload', 'unchanged'] as const;
type Kind = (typeof OPTIONS)[number];

/** The list of a department: a file, or that the one in force is unchanged. Of the centre: the list for silent departments. */
export function ItemListField(props: FieldProps) {
  const subject = useFormSubject();
  const part = subject && departmentOf(subject.process);
  const { field, value, onChange } = props;
  const [kind, setKind] = useState<Kind>(value === null ? 'unchanged' : 'upload');
  if (!subject || !part) return null;
  if (part.unit === undefined)
    return <FallbackListField {...props} unlisted={unlistedOf(subject.process.facts)} />;
  const { campaign, unit } = part;
  const { label, error } = textsOf(props);
  return (
    <div className={styles.field}>
      <RadioGroup
        label={label}
        options={OPTIONS.map((id) => ({ id, name: t(`campaigns.${id}`) }))}
        value={kind}
        onChange={(id) => {
          setKind(id as Kind);
          onChange(field.path, id === 'unchanged' ? null : undefined);
        }}
        error={error && t('campaigns.listMissing')}
      />
      {kind === 'unchanged' && <ListInForce campaign={campaign} unit={unit} />}
      {kind === 'upload' && (
        <ListUpload
          upload={(file) => uploadList(campaign, unit, file)}
          onUploaded={({ id }) => onChange(field.path, id)}
        />
      )}
    </div>
  );
}

/** Codes of the units that have no list. */
const unlistedOf = (facts: Readonly<Record<string, unknown>>): readonly string[] =>
  Array.isArray(facts['unlisted']) ? facts['unlisted'].map(String) : [];
