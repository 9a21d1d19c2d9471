import { useState } from 'react';
import { t } from '../../../messages/t.js';
import { Button } from '../../../ui/button.js';
import { Select } from '../../../ui/select.js';
import { TextField } from '../../../ui/text-field.js';
import {
  comparable,
  conditionText,
  needsNoValue,
  OPERATORS,
  simpleCondition,
  type Operator,
} from '../simple-condition.js';
import type { QuestionJson } from '../questionnaire.js';
import styles from './question-block.module.css';

interface Props {
  /** Undefined: always asked. */
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
  /** Questions that stand before. */
  readonly earlier: readonly QuestionJson[];
  readonly error: string | undefined;
}

/** When a question is asked: always, by one comparison, or by what is written as in SurveyJS. */
export function ConditionField({ value, onChange, earlier, error }: Props) {
  const [isWritten, setWritten] = useState(value !== undefined && simpleCondition(value) === null);
  const simple = value === undefined ? null : simpleCondition(value);
  const questions = comparable(earlier);
  if (earlier.length === 0) return null;
  if (isWritten)
    return (
      <TextField
        label={t('surveyDesk.condition')}
        hint={t('surveyDesk.conditionHint', { first: EXAMPLE })}
        value={value ?? ''}
        onChange={(text) => onChange(text || undefined)}
        error={error}
      />
    );
  const of = questions.find((question) => question.of === simple?.of);
  const set = (change: Partial<NonNullable<typeof simple>>): void =>
    onChange(conditionText({ of: '', operator: '=', value: '', ...simple, ...change }));
  return (
    <div className={styles.condition}>
      <Select
        label={t('surveyDesk.condition')}
        value={simple?.of ?? ALWAYS}
        error={error}
        options={[
          { id: ALWAYS, name: t('surveyDesk.always') },
          ...questions.map(({ of: id, title }) => ({ id, name: title })),
        ]}
        onChange={(id) => {
          const first = questions.find((question) => question.of === id)?.values?.[0]?.value ?? '';
          if (id === ALWAYS) onChange(undefined);
          else set({ of: id, value: first });
        }}
      />
      {simple && (
        <Select
          label={t('surveyDesk.operator')}
          value={simple.operator}
          options={OPERATORS.map((id) => ({ id, name: operatorText(id) }))}
          onChange={(id) => set({ operator: id as Operator })}
        />
      )}
      {simple &&
        !needsNoValue(simple.operator) &&
        (of?.values ? (
          <Select
            label={t('surveyDesk.value')}
            value={simple.value}
            options={of.values.map(({ value: id, text }) => ({ id, name: text }))}
            onChange={(id) => set({ value: id })}
          />
        ) : (
          <TextField
            label={t('surveyDesk.value')}
            value={simple.value}
            onChange={(text) => set({ value: text })}
          />
        ))}
      <Button kind="ghost" size="small" onPress={() => setWritten(true)}>
        {t('surveyDesk.write')}
      </Button>
    </div>
  );
}

const ALWAYS = '-';
const EXAMPLE = "{q1} = 'yes' and {q2} notempty";
const TEXTS = {
  '=': 'surveyDesk.equals',
  '!=': 'surveyDesk.differs',
  '>=': 'surveyDesk.atLeast',
  '<=': 'surveyDesk.atMost',
  contains: 'surveyDesk.contains',
  notcontains: 'surveyDesk.containsNot',
  notempty: 'surveyDesk.isAnswered',
  empty: 'surveyDesk.isEmpty',
} as const;
const operatorText = (operator: Operator): string => t(TEXTS[operator]);
