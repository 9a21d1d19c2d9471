import { Check, CircleAlert, TriangleAlert, UsersRound } from 'lucide-react';
import { t } from '../../../messages/t.js';
import { Tag } from '../../../ui/tag.js';
import type { DutyItem } from '../duty-api.js';

const LOOKS = {
  named: { tone: 'ok', icon: Check },
  incomplete: { tone: 'warn', icon: CircleAlert },
  substituted: { tone: 'pause', icon: UsersRound },
  missing: { tone: 'late', icon: TriangleAlert },
} as const;

/** How far a unit has named its persons; of an incomplete one, which are missing. */
export function DutyStateTag({ state, deputy, leader }: Pick<DutyItem, 'state' | 'deputy' | 'leader'>) {
  return <Tag {...LOOKS[state]}>{state === 'incomplete' ? lacking(deputy, leader) : t(`duty.${state}`)}</Tag>;
}

function lacking(deputy: DutyItem['deputy'], leader: DutyItem['leader']): string {
  if (deputy === null) return t(leader === null ? 'duty.lacksBoth' : 'duty.lacksDeputy');
  return t('duty.lacksLeader');
}
