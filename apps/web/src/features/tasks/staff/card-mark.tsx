import { Bell, Gavel } from 'lucide-react';
import { t } from '../../../messages/t.js';
import { CardTag } from '../../../ui/card-tag.js';
import { Tag } from '../../../ui/tag.js';
import type { TaskItem } from '../api.js';

/** The gravest card of a case against the unit. */
export function CardMark({ card }: { readonly card: NonNullable<TaskItem['card']> }) {
  if (card === 'urge')
    return (
      <Tag tone="warn" icon={Bell}>
        {t('work.card_urge')}
      </Tag>
    );
  if (card === 'accountability')
    return (
      <Tag tone="late" icon={Gavel}>
        {t('work.card_accountability')}
      </Tag>
    );
  return <CardTag level={card} />;
}
