import { dayOf, documentDay } from '../../../lib/dates.js';
import { useLoaded } from '../../../lib/use-loaded.js';
import { t } from '../../../messages/t.js';
import { Select } from '../../../ui/native/select.js';
import { TextInput } from '../../../ui/native/text-input.js';
import { listUnits } from './api.js';
import { isReport, namesUnits } from './letter-draft.js';
import { UnitPicker } from './unit-picker.js';
import { useWriting } from './writing-context.js';
import styles from './event-fields.module.css';

/** Where and when it happened, and against whom the letter is. */
export function EventFields({ errorOf }: { errorOf: (id: string) => string | undefined }) {
  const { draft, change } = useWriting();
  const units = useLoaded(listUnits);
  const counties = (units ?? []).filter(({ kind }) => kind === 'COUNTY');
  return (
    <>
      <div className={styles['row']}>
        <Select
          id="county"
          label={t('writing.county')}
          hint={t('writing.countyHint')}
          error={errorOf('county')}
          value={draft.county}
          onChange={(county) => change({ county })}
          empty={t('writing.countyNone')}
          options={counties.map(({ name }) => name)}
          optional
        />
        <TextInput
          id="eventOn"
          label={t('writing.eventOn')}
          hint={draft.eventOn ? documentDay(draft.eventOn) : t('writing.eventOnHint')}
          error={errorOf('eventOn')}
          value={draft.eventOn}
          onChange={(eventOn) => change({ eventOn })}
          type="date"
          latest={dayOf(Date.now())}
          optional
        />
      </div>
      <TextInput
        id="place"
        label={t('writing.place')}
        hint={t('writing.placeHint')}
        error={errorOf('place')}
        value={draft.place}
        onChange={(place) => change({ place })}
        autoComplete="off"
        optional
      />
      {namesUnits(draft) && units && (
        <UnitPicker
          id="namedUnits"
          label={t('writing.namedUnits')}
          hint={t(isReport(draft) ? 'writing.namedUnitsReport' : 'writing.namedUnitsHint')}
          error={errorOf('namedUnits')}
          units={units}
          chosen={draft.namedUnits}
          onChange={(namedUnits) => change({ namedUnits })}
        />
      )}
    </>
  );
}
