import { ArrowRight, Check, CircleDot, X, type LucideIcon } from 'lucide-react';
import { t } from '../../../messages/t.js';
import { Tag } from '../../../ui/tag.js';
import type { Verdict } from '../feedback-groups.js';

const LOOKS: Readonly<Record<Verdict, { icon: LucideIcon; tone: 'ok' | 'accent' | 'plain' | 'pause' }>> = {
  ADOPTED: { icon: Check, tone: 'ok' },
  PARTLY: { icon: CircleDot, tone: 'accent' },
  NOT_ADOPTED: { icon: X, tone: 'plain' },
  ELSEWHERE: { icon: ArrowRight, tone: 'pause' },
};

/** A verdict by icon and word: what is not adopted is no fault, and never red. */
export function VerdictTag({ verdict }: { readonly verdict: string | null }) {
  if (verdict === null) return <Tag tone="line">{t('consultations.noVerdict')}</Tag>;
  const { icon, tone } = LOOKS[verdict as Verdict];
  return (
    <Tag tone={tone} icon={icon}>
      {t(`consultations.${verdict as Verdict}`)}
    </Tag>
  );
}
