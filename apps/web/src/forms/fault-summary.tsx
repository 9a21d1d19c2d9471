import { useEffect, useRef } from 'react';
import { t } from '../messages/t.js';
import type { Faults } from './model/check.js';
import { controlId } from './fields/field-props.js';
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
              href={`#${controlId(path)}`}
              onClick={(event) => {
                event.preventDefault();
                document.getElementById(controlId(path))?.focus();
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
