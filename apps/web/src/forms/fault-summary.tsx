import { useEffect, useRef } from 'react';
import { t } from '../messages/t.js';
import type { Faults } from './model/check.js';
import { boxId } from './fields/field-props.js';
import styles from './fault-summary.module.css';

/** All faults of a form in one place, in the words of the fields, each leading to its field. It takes the focus. */
export function FaultSummary({ faults }: { readonly faults: Faults }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (faults.size > 0) box.current?.focus();
  }, [faults]);
  if (faults.size === 0) return null;
  return (
    <div ref={box} role="alert" tabIndex={-1} className={styles.summary}>
      <p>{t('forms.faults', { n: faults.size })}</p>
      <ul>
        {[...faults].map(([path, fault]) => (
          <li key={path}>
            <a
              href={`#${boxId(path)}`}
              onClick={(event) => {
                event.preventDefault();
                focusFirst(document.getElementById(boxId(path)));
              }}
            >
              {fault}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

const CONTROLS = 'input:not([type=file]), textarea, button, [tabindex="0"]';

/** Moves the focus to the first control of a part of the page. */
export const focusFirst = (box: Element | null): void =>
  [...(box?.querySelectorAll<HTMLElement>(CONTROLS) ?? [])].find((control) => control.tabIndex >= 0)?.focus();
