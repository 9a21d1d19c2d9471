import { t } from '../../../messages/t.js';
import { Tag } from '../../../ui/tag.js';
import type { StateWord } from '../model/finding-groups.js';

const TONES: Partial<Record<StateWord, 'accent' | 'ok' | 'warn' | 'late' | 'pause'>> = {
  suspected: 'warn',
  ambiguous: 'warn',
  contested: 'pause',
  declaredGone: 'accent',
  declaredStill: 'late',
  bounced: 'late',
  rectified: 'ok',
};

/** Where a finding stands, in a word. */
export function FindingState({ word, bounces }: { readonly word: StateWord; readonly bounces: number }) {
  const text =
    word === 'bounced' ? t('campaigns.state_bounced', { n: bounces }) : t(`campaigns.state_${word}`);
  return <Tag tone={TONES[word] ?? 'plain'}>{text}</Tag>;
}
