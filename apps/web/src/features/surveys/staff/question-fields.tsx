import { t } from '../../../messages/t.js';
import { NumberField } from '../../../ui/number-field.js';
import { TextArea } from '../../../ui/text-area.js';
import { TextField } from '../../../ui/text-field.js';
import { choicesFrom, linesOf, tidy } from '../builder.js';
import { maxLengthOf, type ItemJson, type QuestionJson, type QuestionOf } from '../questionnaire.js';
import styles from './question-block.module.css';

interface Props<Question extends QuestionJson = QuestionJson> {
  readonly question: Question;
  readonly onChange: (question: QuestionJson) => void;
  readonly errorOf: (field: string) => string | undefined;
}

/** What a question has besides title and condition, by its type. */
export function QuestionFields(props: Props) {
  const { question } = props;
  switch (question.type) {
    case 'radiogroup':
    case 'checkbox':
      return <ChoiceFields {...props} question={question} />;
    case 'rating':
      return <ScaleFields {...props} question={question} />;
    case 'matrix':
      return <MatrixFields {...props} question={question} />;
    default:
      return <TextFields {...props} question={question} />;
  }
}

function ChoiceFields({
  question,
  onChange,
  errorOf,
}: Props<QuestionOf<'radiogroup'> | QuestionOf<'checkbox'>>) {
  return (
    <>
      <Lines
        label={t('surveyDesk.choices')}
        items={question.choices}
        error={errorOf('choices')}
        onChange={(choices) => onChange({ ...question, choices } as QuestionJson)}
      />
      {question.type === 'checkbox' && (
        <div className={styles.pair}>
          <NumberField
            label={t('surveyDesk.fewest')}
            value={question.minSelectedChoices}
            onChange={(minSelectedChoices) =>
              onChange(tidy({ ...question, minSelectedChoices }) as QuestionJson)
            }
            error={errorOf('minSelectedChoices')}
          />
          <NumberField
            label={t('surveyDesk.most')}
            value={question.maxSelectedChoices}
            onChange={(maxSelectedChoices) =>
              onChange(tidy({ ...question, maxSelectedChoices }) as QuestionJson)
            }
            error={errorOf('maxSelectedChoices')}
          />
        </div>
      )}
    </>
  );
}

function ScaleFields({ question, onChange, errorOf }: Props<QuestionOf<'rating'>>) {
  return (
    <div className={styles.pair}>
      <NumberField
        label={t('surveyDesk.from')}
        value={question.rateMin}
        onChange={(rateMin) => onChange({ ...question, rateMin: rateMin ?? 0 })}
        error={errorOf('rateMin')}
      />
      <NumberField
        label={t('surveyDesk.to')}
        value={question.rateMax}
        onChange={(rateMax) => onChange({ ...question, rateMax: rateMax ?? 0 })}
        error={errorOf('rateMax')}
      />
      <TextField
        label={t('surveyDesk.fromText')}
        value={question.minRateDescription ?? ''}
        onChange={(minRateDescription) => onChange(tidy({ ...question, minRateDescription }))}
      />
      <TextField
        label={t('surveyDesk.toText')}
        value={question.maxRateDescription ?? ''}
        onChange={(maxRateDescription) => onChange(tidy({ ...question, maxRateDescription }))}
      />
    </div>
  );
}

function MatrixFields({ question, onChange, errorOf }: Props<QuestionOf<'matrix'>>) {
  return (
    <div className={styles.pair}>
      <Lines
        label={t('surveyDesk.rows')}
        items={question.rows}
        error={errorOf('rows')}
        onChange={(rows) => onChange({ ...question, rows })}
      />
      <Lines
        label={t('surveyDesk.columns')}
        items={question.columns}
        error={errorOf('columns')}
        onChange={(columns) => onChange({ ...question, columns })}
      />
    </div>
  );
}

function TextFields({ question, onChange, errorOf }: Props<QuestionOf<'text' | 'comment'>>) {
  return (
    <NumberField
      label={t('surveyDesk.maxLength')}
      value={maxLengthOf(question)}
      onChange={(maxLength) => onChange(tidy({ ...question, maxLength }) as QuestionJson)}
      error={errorOf('maxLength')}
    />
  );
}

/** One choice a line. */
function Lines({
  label,
  items,
  error,
  onChange,
}: {
  readonly label: string;
  readonly items: readonly ItemJson[];
  readonly error: string | undefined;
  readonly onChange: (items: readonly ItemJson[]) => void;
}) {
  return (
    <TextArea
      label={label}
      note={t('surveyDesk.oneALine')}
      // Uncontrolled: an empty line that is being typed is no choice yet.
      defaultValue={linesOf(items)}
      onChange={(text) => onChange(choicesFrom(text, items))}
      error={error}
    />
  );
}
