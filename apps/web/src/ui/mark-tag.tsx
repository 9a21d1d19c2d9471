import { Bell, Gavel } from 'lucide-react';
import { t } from '../messages/t.js';
import { CardTag } from './card-tag.js';
import { Tag } from './tag.js';

interface Props {
  readonly level: 'warning' | 'yellow' | 'red' | 'urge' | 'accountability';
  readonly state?: 'valid' | 'pending' | 'contested' | 'revoked';
}

/** A card by its level; what follows the red card is a notice, and looks like one. */
export function MarkTag({ level, state = 'valid' }: Props) {
  if (level !== 'urge' && level !== 'accountability') return <CardTag level={level} state={state} />;
  return (
    <Tag tone={level === 'urge' ? 'warn' : 'late'} icon={level === 'urge' ? Bell : Gavel}>
      {t(`ui.mark_${level}`)}
      {state !== 'valid' && ` ${t(`ui.cardState_${state}`)}`}
    </Tag>
  );
}
