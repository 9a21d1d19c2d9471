import { useEffect, useRef } from 'react';
import { t } from '../../messages/t.js';
import styles from './error-summary.module.css';

export interface FieldError {
  /** Id of the control or of the group. */
  readonly id: string;
  readonly text: string;
}

/**
 * What has to be mended, as links to the fields, in the words that stand at them. Takes the focus at every further try and
 * when something new is wrong; not when a field is mended, which somebody is typing in.
 *
 * @param general what concerns no field
 * @param attempt counts the tries
 * @param onSelect instead of moving the focus to the field, when it stands on another page
 */
export function ErrorSummary({
  errors,
  general,
  attempt = 0,
  onSelect = focusOn,
}: {
  errors: readonly FieldError[];
  general?: string | undefined;
  attempt?: number;
  onSelect?: (id: string) => void;
}) {
  const box = useRef<HTMLDivElement>(null);
  const before = useRef<readonly string[]>([]);
  const ids = errors.map(({ id }) => id).join(' ');
  useEffect(() => {
    const now = ids === '' ? [] : ids.split(' ');
    const isNew = now.some((id) => !before.current.includes(id));
    before.current = now;
    if (isNew) box.current?.focus();
  }, [ids]);
  useEffect(() => {
    box.current?.focus();
  }, [general, attempt]);
  if (errors.length === 0 && !general) return null;
  return (
    <div ref={box} role="alert" tabIndex={-1} className={styles['summary']}>
      <strong>{titleOf(errors.length)}</strong>
      {general && <p>{general}</p>}
      <ul>
        {errors.map(({ id, text }) => (
          <li key={id}>
            <a
              href={`#${id}`}
              onClick={(event) => {
                event.preventDefault();
                onSelect(id);
              }}
            >
              {text}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

function titleOf(count: number): string {
  if (count === 0) return t('form.failed');
  return count === 1 ? t('form.summaryOne') : t('form.summaryMany', { count });
}

function focusOn(id: string): void {
  const found = document.getElementById(id);
  const control = found?.matches('fieldset') ? found.querySelector<HTMLElement>('input') : found;
  control?.focus();
  found?.scrollIntoView({ block: 'center' });
}
