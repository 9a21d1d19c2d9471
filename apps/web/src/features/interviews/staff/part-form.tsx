import type { ReactNode } from 'react';
import { explain } from '../../../api/explain.js';
import { t } from '../../../messages/t.js';
import { Banner } from '../../../ui/banner.js';
import { Button } from '../../../ui/button.js';
import { onSubmitKey } from '../../../ui/submit-key.js';
import fields from './fields.module.css';
import styles from './parts.module.css';
import type { PartSaving } from './use-part.js';

interface Props {
  readonly id: string;
  readonly title: string;
  readonly saving: PartSaving;
  /** What comes after saving. */
  readonly then?: string;
  readonly submit?: string;
  readonly children: ReactNode;
}

/** A part of an interview that is written and saved. `Ctrl Enter` saves. */
export function PartForm({ id, title, saving, then, submit = t('interviews.save'), children }: Props) {
  return (
    <form
      className={styles.panel}
      aria-labelledby={id}
      noValidate
      onKeyDownCapture={onSubmitKey(saving.save)}
      onSubmit={(event) => {
        event.preventDefault();
        saving.save();
      }}
    >
      <h2 id={id}>{title}</h2>
      <div className={fields.stack}>{children}</div>
      {saving.error !== undefined && saving.error !== null && (
        <Banner tone="late">{explain(saving.error)}</Banner>
      )}
      <p className={fields.buttons}>
        <Button type="submit" kind="primary">
          {submit}
        </Button>
        {then && <span className={fields.note}>{then}</span>}
      </p>
    </form>
  );
}
