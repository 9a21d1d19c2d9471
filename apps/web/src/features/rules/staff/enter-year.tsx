import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { t } from '../../../messages/t.js';
import { ActDialog } from '../../../ui/act-dialog.js';
import { Button } from '../../../ui/button.js';
import { Checkbox } from '../../../ui/checkbox.js';
import { SegmentedChoice } from '../../../ui/segmented-choice.js';
import { TextArea } from '../../../ui/text-area.js';
import { TextField } from '../../../ui/text-field.js';
import { proposeYear, readNotice, readTable, yearQuery, type CalendarReading } from '../rules-api.js';
import { inYear } from '../year-days.js';
import styles from './rules.module.css';
import { ReadYear } from './read-year.js';
import { useRuleAct } from './use-rule-act.js';

type Way = 'notice' | 'table';
const STATE = 'CN';
const PREFECTURE = '5226';

/** Proposes the calendar of a year: a notice or a table is read, every holiday is shown, then it is proposed. */
export function EnterYear({ year, onClose }: { readonly year: number; readonly onClose: () => void }) {
  const [way, setWay] = useState<Way>('notice');
  const [text, setText] = useState('');
  const [source, setSource] = useState(t('rules.noticeOf', { year }));
  const [shortening, setShortening] = useState('');
  const [hasLocal, setLocal] = useState(true);
  const local = useLocalDays(year);
  const read = useMutation({
    mutationFn: (from: string | File) =>
      typeof from === 'string' ? readNotice(year, from) : readTable(year, from),
  });
  const propose = useRuleAct(proposeYear, t('rules.proposed'), onClose);
  const reading = read.data;
  const names = [...new Set(local.map(({ note }) => note))].join('、');
  const send = ({ days }: CalendarReading): void =>
    propose.mutate({
      ...{ region: STATE, year, source, days },
      ...(hasLocal &&
        local.length > 0 && {
          local: {
            ...{ region: PREFECTURE, days: inYear(local, year) },
            source: t('rules.localSource', { year: year - 1, names }),
          },
        }),
      ...(shortening.trim() !== '' && { shorteningNotice: shortening }),
    });
  return (
    <ActDialog
      title={t('rules.enter', { year })}
      act={t('rules.propose')}
      isSending={propose.isPending || !reading || reading.problems.length > 0}
      error={propose.error ?? read.error}
      onSubmit={() => reading && send(reading)}
      onClose={onClose}
    >
      <SegmentedChoice
        label={t('rules.enter', { year })}
        options={[
          { id: 'notice', name: t('rules.fromNotice') },
          { id: 'table', name: t('rules.fromTable') },
        ]}
        value={way}
        onChange={(id) => {
          setWay(id as Way);
          read.reset();
        }}
      />
      {way === 'notice' ? (
        <>
          <TextArea
            label={t('rules.notice')}
            hint={t('rules.noticeHint', { year })}
            value={text}
            onChange={setText}
            rows={8}
            max={5000}
          />
          <p>
            <Button isDisabled={read.isPending || text.trim() === ''} onPress={() => read.mutate(text)}>
              {t(reading ? 'rules.readAgain' : 'rules.read')}
            </Button>
          </p>
        </>
      ) : (
        <label>
          {t('rules.table')}{' '}
          <input
            type="file"
            accept=".xlsx,.csv"
            onChange={({ target }) => target.files?.[0] && read.mutate(target.files[0])}
          />
          <span className={styles.small}>{t('rules.tableHow')}</span>
        </label>
      )}
      {reading && <ReadYear reading={reading} />}
      {reading && reading.problems.length === 0 && (
        <>
          {local.length > 0 && (
            <Checkbox isSelected={hasLocal} onChange={setLocal}>
              {t('rules.local', { names })}
            </Checkbox>
          )}
          <TextField
            label={t('rules.source')}
            hint={t('rules.sourceHint')}
            value={source}
            onChange={setSource}
            maxLength={500}
          />
          <TextField
            label={t('rules.shortening')}
            hint={t('rules.shorteningHint')}
            value={shortening}
            onChange={setShortening}
            maxLength={500}
          />
        </>
      )}
    </ActDialog>
  );
}

/** The prefecture's own days of the year before: what its calendar has and the state's does not. */
function useLocalDays(year: number) {
  const { data: whole } = useQuery(yearQuery(year - 1, PREFECTURE));
  const { data: state } = useQuery(yearQuery(year - 1, STATE));
  if (!whole || !state) return [];
  const known = new Set(state.days.map(({ date }) => date));
  return whole.days.filter(({ date }) => !known.has(date));
}
