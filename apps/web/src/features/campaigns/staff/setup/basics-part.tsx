import { useQuery } from '@tanstack/react-query';
import { unitsQuery } from '../../../../api/case-queries.js';
import { unitOption } from '../../../../ui/unit-option.js';
import { t } from '../../../../messages/t.js';
import { ComboBox } from '../../../../ui/combo-box.js';
import { TextField } from '../../../../ui/text-field.js';
import type { SetupProps } from './setup-props.js';
import styles from './new-campaign-page.module.css';

/** Name and document of the campaign, who runs it, and whom it reports to. */
export function BasicsPart({ form, onChange, faultOf }: SetupProps) {
  const { data: units = [] } = useQuery(unitsQuery);
  const options = units.filter(({ validTo }) => validTo === null).map(unitOption);
  const unitOf = (code: string) => options.find(({ id }) => id === code) ?? null;
  return (
    <>
      <TextField
        label={t('campaignSetup.name')}
        value={form.title}
        onChange={(title) => onChange({ ...form, title })}
        error={faultOf('title')}
        isRequired
      />
      <TextField
        label={t('campaignSetup.plan')}
        hint={t('campaignSetup.planHint')}
        value={form.plan}
        onChange={(plan) => onChange({ ...form, plan })}
        error={faultOf('plan')}
        isRequired
      />
      <div className={styles.pair}>
        {(['centre', 'government'] as const).map((field) => (
          <ComboBox
            key={field}
            label={t(`campaignSetup.${field}`)}
            options={options}
            value={unitOf(form[field])}
            onChange={(unit) => onChange({ ...form, [field]: unit?.id ?? '' })}
            error={faultOf(field)}
            isRequired
          />
        ))}
      </div>
    </>
  );
}
