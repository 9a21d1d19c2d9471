import { ArrowRight, TriangleAlert } from 'lucide-react';
import { useWorkingDays } from '../../../lib/calendar.js';
import { t } from '../../../messages/t.js';
import { Banner } from '../../../ui/banner.js';
import { effectLines, refusalsOf } from '../effect.js';
import styles from './effect-panel.module.css';
import type { Effect } from './use-effect-preview.js';

/** What submitting does, said before it is done. */
export function EffectPanel({ effect, now }: { readonly effect: Effect; readonly now: Date }) {
  const days = useWorkingDays();
  if (effect.state === 'incomplete') return <p className={styles.later}>{t('doing.effectLater')}</p>;
  if (effect.state === 'unknown') return <p className={styles.later}>{t('doing.effectUnknown')}</p>;
  if (!effect.preview) return <p className={styles.later} aria-hidden />;
  const refusals = refusalsOf(effect.preview);
  if (refusals.length > 0)
    return <Banner tone="late">{t('doing.refused', { why: refusals.join('；') })}</Banner>;
  const lines = effectLines(effect.preview, now, days);
  if (lines.length === 0) return null;
  return (
    <ul
      className={`${styles.panel} ${effect.state === 'asking' ? styles.old : ''}`}
      aria-label={t('doing.effect')}
      aria-live="polite"
    >
      {lines.map(({ text, tone }) => {
        const Icon = tone === 'warn' ? TriangleAlert : ArrowRight;
        return (
          <li key={text} className={tone === 'warn' ? styles.warn : undefined}>
            <Icon size={14} aria-hidden />
            <span>{text}</span>
          </li>
        );
      })}
    </ul>
  );
}
