import { Check, Lock, LockOpen, X } from 'lucide-react';
import { t } from '../../../messages/t.js';
import type { PolicyDetail } from '../policy-api.js';
import styles from './gate-list.module.css';

type Condition =
  | 'classification'
  | 'publication'
  | 'period'
  | 'verdicts'
  | 'feedback'
  | 'review'
  | 'decision'
  | 'documentNumber'
  | 'finalText';

/** Why the policy cannot be issued yet: what is met, and what is missing, in the order of the procedure. */
export function GateList({ policy: { gate, state } }: { readonly policy: PolicyDetail }) {
  const missing = gate.filter(({ met }) => !met).length;
  if (state === 'withdrawn') return null;
  const isOpen = missing === 0;
  const Icon = isOpen ? LockOpen : Lock;
  return (
    <section className={`${styles.gate} ${isOpen ? styles.open : ''}`} aria-labelledby="gate-title">
      <h2 id="gate-title">
        <Icon size={18} aria-hidden />
        {state === 'issued'
          ? t('consultations.gatePassed')
          : isOpen
            ? t('consultations.mayBeIssued')
            : t('consultations.gateMissing', { n: missing })}
      </h2>
      <ol>
        {gate.map(({ name, met, missing: why }) => (
          <li key={name} className={met ? styles.met : styles.unmet}>
            {met ? <Check size={16} aria-hidden /> : <X size={16} aria-hidden />}
            <span>
              <span className="visually-hidden">{t(met ? 'consultations.met' : 'consultations.unmet')}</span>
              {t(`consultations.gate_${name as Condition}`)}
              {why && <small>{why}</small>}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
