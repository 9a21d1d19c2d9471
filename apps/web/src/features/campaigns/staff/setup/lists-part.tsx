import { useInfiniteQuery } from '@tanstack/react-query';
import { t } from '../../../../messages/t.js';
import { FieldError } from '../../../../ui/field-parts.js';
import { Select } from '../../../../ui/select.js';
import { campaignsQuery } from '../../campaigns-api.js';
import { FallbackListUpload } from '../fields/fallback-list-upload.js';
import type { SetupProps } from './setup-props.js';
import styles from './new-campaign-page.module.css';

const NONE = '-';

/** What stands in for lists that are not reported, and what is left of an earlier campaign. */
export function ListsPart({ form, onChange, faultOf }: SetupProps) {
  const { data } = useInfiniteQuery(campaignsQuery);
  const ended = (data?.pages ?? [])
    .flatMap(({ items }) => items)
    .filter(({ centre, process }) => centre === form.centre && process.state === 'completed');
  const fault = faultOf('fallbackList');
  return (
    <>
      {ended.length > 0 && (
        <Select
          label={t('campaignSetup.carriesOver')}
          hint={t('campaignSetup.carriesOverHint')}
          value={form.carriesOver ?? NONE}
          onChange={(id) => onChange({ ...form, carriesOver: id === NONE ? null : id })}
          options={[
            { id: NONE, name: t('campaignSetup.none') },
            ...ended.map(({ id, title }) => ({ id, name: title })),
          ]}
          error={faultOf('carriesOver')}
        />
      )}
      <details open={form.fallbackList !== null}>
        <summary>{t('campaignSetup.fallback')}</summary>
        <div className={styles.fields}>
          <p className={styles.note}>{t('campaignSetup.fallbackNote')}</p>
          <FallbackListUpload onUploaded={(fallbackList) => onChange({ ...form, fallbackList })} />
        </div>
      </details>
      {fault && <FieldError>{fault}</FieldError>}
    </>
  );
}
