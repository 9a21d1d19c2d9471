import { t } from '../../../messages/t.js';
import { DateField } from '../../../ui/date-field.js';
import { NumberField } from '../../../ui/number-field.js';
import { RadioGroup } from '../../../ui/radio-group.js';
import { Select } from '../../../ui/select.js';
import { TextArea } from '../../../ui/text-area.js';
import { TextField } from '../../../ui/text-field.js';
import type { EditedSurvey } from './edited-survey.js';
import styles from './survey-editor.module.css';

interface Props {
  readonly value: EditedSurvey;
  readonly onChange: (change: Partial<EditedSurvey>) => void;
  readonly today: string;
  /** What the server says, by field. */
  readonly faults: ReadonlyMap<string, string>;
}

/** Everything of a survey but its questions. Each field has an id of its name: the checklist leads there. */
export function SurveySettings({ value, onChange, today, faults }: Props) {
  return (
    <div className={styles.settings}>
      <TextField
        id="survey-title"
        label={t('surveyDesk.columnTitle')}
        value={value.title}
        onChange={(title) => onChange({ title })}
        error={faults.get('title')}
      />
      <div className={styles.pair}>
        <Select
          label={t('surveyDesk.kind')}
          value={value.kind}
          options={[
            { id: 'SPECIAL', name: t('surveyDesk.SPECIAL') },
            { id: 'HOT_TOPIC', name: t('surveyDesk.HOT_TOPIC') },
          ]}
          onChange={(id) => onChange({ kind: id as EditedSurvey['kind'] })}
        />
        <Select
          label={t('surveyDesk.results')}
          value={value.results}
          options={RESULTS.map((id) => ({ id, name: t(`surveyDesk.results_${id}`) }))}
          onChange={(id) => onChange({ results: id as EditedSurvey['results'] })}
        />
        <DateField
          label={t('surveyDesk.opensOn')}
          today={today}
          value={value.opensOn}
          onChange={(opensOn) => opensOn !== null && onChange({ opensOn })}
          error={faults.get('opensOn')}
        />
        <NumberField
          label={t('surveyDesk.days')}
          value={value.days}
          onChange={(days) => days !== undefined && onChange({ days })}
          error={faults.get('days')}
        />
      </div>
      <TextArea
        id="survey-purpose"
        label={t('surveyDesk.purpose')}
        max={2000}
        value={value.purpose ?? ''}
        onChange={(purpose) => onChange({ purpose })}
        error={faults.get('purpose')}
      />
      <TextArea
        id="survey-notice"
        label={t('surveyDesk.notice')}
        hint={t('surveyDesk.noticeHint')}
        max={5000}
        value={value.notice ?? ''}
        onChange={(notice) => onChange({ notice })}
        error={faults.get('notice')}
      />
      <div id="survey-anonymity">
        <RadioGroup
          label={t('surveyDesk.anonymity')}
          isRow
          value={value.anonymity}
          onChange={(id) => onChange({ anonymity: id as 'ANONYMOUS' | 'NAMED' })}
          options={[
            { id: 'ANONYMOUS', name: t('surveyDesk.ANONYMOUS') },
            { id: 'NAMED', name: t('surveyDesk.NAMED') },
          ]}
          error={faults.get('anonymity')}
        />
      </div>
      <div className={styles.pair}>
        <div id="survey-retentionMonths">
          <NumberField
            label={t('surveyDesk.retention')}
            value={value.retentionMonths ?? undefined}
            onChange={(months) => onChange({ retentionMonths: months ?? null })}
            error={faults.get('retentionMonths')}
          />
        </div>
        <Select
          label={t('surveyDesk.oneAnswer')}
          value={value.oneAnswer}
          options={ONE_ANSWER.map((id) => ({ id, name: t(`surveyDesk.one_${id}`) }))}
          onChange={(id) => onChange({ oneAnswer: id as EditedSurvey['oneAnswer'] })}
        />
        {value.oneAnswer === 'address' && (
          <NumberField
            label={t('surveyDesk.addressHours')}
            value={value.addressHours ?? undefined}
            onChange={(hours) => onChange({ addressHours: hours ?? null })}
            error={faults.get('addressHours')}
          />
        )}
      </div>
    </div>
  );
}

const RESULTS = ['afterwards', 'always', 'never'] as const;
const ONE_ANSWER = ['device', 'address', 'phone', 'none'] as const;
