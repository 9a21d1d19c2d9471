import { ArrowDown, ArrowUp, Copy, Trash2 } from 'lucide-react';
import { t } from '../../../messages/t.js';
import { Checkbox } from '../../../ui/checkbox.js';
import { IconButton } from '../../../ui/icon-button.js';
import { TextField } from '../../../ui/text-field.js';
import { tidy } from '../builder.js';
import { isRequired, type QuestionJson } from '../questionnaire.js';
import { ConditionField } from './condition-field.js';
import { QuestionFields } from './question-fields.js';
import styles from './question-block.module.css';

interface Props {
  readonly number: number;
  readonly question: QuestionJson;
  readonly earlier: readonly QuestionJson[];
  readonly isOpen: boolean;
  readonly onOpen: () => void;
  readonly onChange: (question: QuestionJson) => void;
  readonly onMove: (by: 1 | -1) => void;
  readonly onCopy: () => void;
  readonly onRemove: () => void;
  /** What the server says against a field of this question. */
  readonly errorOf: (field: string) => string | undefined;
}

/** One question of the builder: a line, or its fields. */
export function QuestionBlock(props: Props) {
  const { number, question, earlier, isOpen, onOpen, onChange, onMove, onCopy, onRemove, errorOf } = props;
  const require = (isOn: boolean): void =>
    onChange(
      question.type === 'matrix'
        ? { ...question, isRequired: isOn, eachRowRequired: isOn }
        : { ...question, isRequired: isOn },
    );
  return (
    <li className={styles.block} id={blockId(question.name)}>
      <div className={styles.line}>
        <button type="button" className={styles.open} aria-expanded={isOpen} onClick={onOpen}>
          <span className={styles.type}>{t(`surveyDesk.${question.type}`)}</span>
          <span className={styles.name}>
            {number}. {question.title}
          </span>
          {isRequired(question) && <span className={styles.must}>{t('questions.must')}</span>}
          {question.visibleIf && <span className={styles.must}>{t('surveyDesk.conditional')}</span>}
        </button>
        <IconButton
          icon={ArrowUp}
          size="small"
          label={t('surveyDesk.up', { number })}
          onPress={() => onMove(-1)}
        />
        <IconButton
          icon={ArrowDown}
          size="small"
          label={t('surveyDesk.down', { number })}
          onPress={() => onMove(1)}
        />
        <IconButton icon={Copy} size="small" label={t('surveyDesk.copy', { number })} onPress={onCopy} />
        <IconButton
          icon={Trash2}
          size="small"
          label={t('surveyDesk.remove', { number })}
          onPress={onRemove}
        />
      </div>
      {isOpen && (
        <div className={styles.fields}>
          <TextField
            label={t('surveyDesk.question')}
            value={question.title}
            onChange={(title) => onChange({ ...question, title })}
            error={errorOf('title')}
          />
          <TextField
            label={t('surveyDesk.description')}
            note={t('surveyDesk.optional')}
            value={question.description ?? ''}
            onChange={(description) => onChange(tidy({ ...question, description }))}
            error={errorOf('description')}
          />
          <QuestionFields {...{ question, onChange, errorOf }} />
          <Checkbox isSelected={isRequired(question)} onChange={require}>
            {t('surveyDesk.required')}
          </Checkbox>
          <ConditionField
            value={question.visibleIf}
            earlier={earlier}
            error={errorOf('visibleIf')}
            onChange={(visibleIf) => onChange(tidy({ ...question, visibleIf }) as QuestionJson)}
          />
        </div>
      )}
    </li>
  );
}

/** The checklist leads there. */
export const blockId = (name: string): string => `block-${name}`;
