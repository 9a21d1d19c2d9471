import { Check, Circle } from 'lucide-react';
import { t, type MessageKey } from '../../messages/t.js';
import { TextArea } from '../../ui/text-area.js';
import { partsOf, REPLY_PARTS, type ReplyPart } from '../model/reply-parts.js';
import { textsOf, type FieldProps } from './field-props.js';
import styles from './fields.module.css';

const NAMES = {
  facts: 'forms.partFacts',
  basis: 'forms.partBasis',
  measures: 'forms.partMeasures',
  next: 'forms.partNext',
} as const satisfies Record<ReplyPart, MessageKey>;

/** A text that the citizen gets: set like a letter, its four parts ticked while it is written. Nothing hinders who leaves one out. */
export function ReplyField(props: FieldProps) {
  const text = typeof props.value === 'string' ? props.value : '';
  const found = partsOf(text);
  return (
    <>
      <TextArea
        {...textsOf(props)}
        isLetter
        max={props.field.schema.maxLength}
        value={text}
        onChange={(next) => props.onChange(props.field.path, next)}
      />
      <ul className={styles.parts} aria-label={t('forms.parts')}>
        <li aria-hidden>{t('forms.partsHint')}</li>
        {REPLY_PARTS.map((part) => {
          const Icon = found.has(part) ? Check : Circle;
          return (
            <li key={part} className={`${styles.part} ${found.has(part) ? styles.has : ''}`}>
              <Icon size={13} aria-hidden />
              {t(NAMES[part])}
              <span className="visually-hidden">
                {t(found.has(part) ? 'forms.partHas' : 'forms.partLacks')}
              </span>
            </li>
          );
        })}
      </ul>
    </>
  );
}
