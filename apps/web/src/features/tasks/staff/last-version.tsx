import { History } from 'lucide-react';
import { useState } from 'react';
import { fieldsOf, present, type FieldSchema } from '../../../forms/model/schema.js';
import { listInstant } from '../../../lib/dates.js';
import { t } from '../../../messages/t.js';
import { Button } from '../../../ui/button.js';
import type { TaskDetail } from '../api.js';
import { earlierVersion } from '../review-texts.js';
import styles from './last-version.module.css';

interface Props {
  readonly task: TaskDetail;
  readonly schema: FieldSchema;
  readonly now: Date;
}

/** Beside a text that has been written before: what was said about the last version, and that version. */
export function LastVersion({ task, schema, now }: Props) {
  const [isOpen, setOpen] = useState(false);
  const field = replyFieldOf(schema);
  const earlier = field === undefined ? undefined : earlierVersion(field, task.context.contents);
  if (!earlier) return null;
  const { last, remarks } = earlier;
  return (
    <section className={styles.box} aria-label={t('doing.remarks')}>
      <h3 className={styles.head}>
        <History size={14} aria-hidden />
        {t('doing.remarks')}
        <Button kind="ghost" size="small" aria-expanded={isOpen} onPress={() => setOpen(!isOpen)}>
          {t('doing.lastVersion')}
        </Button>
      </h3>
      {remarks.map(({ of, text }) => (
        <p key={`${of.task}-${of.at}`} className={styles.remark}>
          <span className={styles.who}>
            {listInstant(of.at, now)} {of.actor ?? t('doing.citizen')} {of.outcomeTitle ?? of.title}
          </span>
          {text}
        </p>
      ))}
      {isOpen && <p className={styles.last}>{last.text}</p>}
    </section>
  );
}

/** Name of the field that the citizen gets. */
const replyFieldOf = (schema: FieldSchema): string | undefined =>
  fieldsOf(schema)
    .flatMap(({ path, schema: half }) => fieldsOf(half, path))
    .find(({ schema: field }) => present(field)['x-widget'] === 'reply')
    ?.path.split('.')
    .at(-1);
