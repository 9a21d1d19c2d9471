import { t } from '../../../../messages/t.js';
import { Checkbox } from '../../../../ui/checkbox.js';
import { FieldError } from '../../../../ui/field-parts.js';
import { NumberField } from '../../../../ui/number-field.js';
import { TextField } from '../../../../ui/text-field.js';
import type { SetupProps } from './setup-props.js';
import styles from './new-campaign-page.module.css';

interface Props extends SetupProps {
  /** The operator's allowlist. */
  readonly networks: readonly string[];
}

/** The site that is inspected, where its links may lead, and how fast it is read. */
export function SitePart({ form, onChange, faultOf: faultOfAll, networks }: Props) {
  const faultOf = (field: string): string | undefined => faultOfAll(['site', field].join('.'));
  const fault = faultOf('allow');
  return (
    <>
      <TextField
        label={t('campaignSetup.url')}
        hint={t('campaignSetup.urlHint')}
        inputMode="url"
        value={form.url}
        onChange={(url) => onChange({ ...form, url })}
        error={faultOf('url')}
        isRequired
      />
      <TextField
        label={t('campaignSetup.alsoHosts')}
        hint={t('campaignSetup.alsoHostsHint')}
        value={form.alsoHosts}
        onChange={(alsoHosts) => onChange({ ...form, alsoHosts })}
        error={faultOf('alsoHosts')}
      />
      {networks.length > 0 && (
        <fieldset className={styles.group}>
          <legend>{t('campaignSetup.networks')}</legend>
          {networks.map((network) => (
            <Checkbox
              key={network}
              isSelected={form.networks.includes(network)}
              onChange={(isChosen) =>
                onChange({
                  ...form,
                  networks: networks.filter((one) =>
                    one === network ? isChosen : form.networks.includes(one),
                  ),
                })
              }
            >
              {network}
            </Checkbox>
          ))}
          <p className={styles.note}>{t('campaignSetup.networksHint')}</p>
          {fault && <FieldError>{fault}</FieldError>}
        </fieldset>
      )}
      <div className={styles.pair}>
        <NumberField
          label={t('campaignSetup.maxMinutes')}
          value={form.maxMinutes}
          onChange={(maxMinutes) => onChange({ ...form, maxMinutes })}
          error={faultOf('maxMinutes')}
          min={1}
        />
        <NumberField
          label={t('campaignSetup.rate')}
          hint={t('campaignSetup.rateHint')}
          value={form.rate}
          onChange={(rate) => onChange({ ...form, rate })}
          error={faultOf('rate')}
          min={1}
        />
      </div>
      <p className={styles.note}>{t('campaignSetup.checks')}</p>
    </>
  );
}
