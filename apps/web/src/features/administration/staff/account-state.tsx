import { CircleCheck, Clock, Lock, LogOut } from 'lucide-react';
import { t } from '../../../messages/t.js';
import { Tag } from '../../../ui/tag.js';
import type { AccountState } from '../accounts-api.js';

const LOOKS = {
  active: { tone: 'ok', icon: CircleCheck },
  invited: { tone: 'warn', icon: Clock },
  locked: { tone: 'late', icon: Lock },
  disabled: { tone: 'plain', icon: LogOut },
} as const;

export const AccountStateTag = ({ state }: { readonly state: AccountState }) => (
  <Tag {...LOOKS[state]}>{t(`accounts.${state}`)}</Tag>
);
