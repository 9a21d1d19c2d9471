import { CardTag } from '../../../ui/card-tag.js';
import { Tag } from '../../../ui/tag.js';
import type { Card } from '../api.js';
import { tagState } from '../card-state.js';

/** A card or a notice, by its shape and name. */
export function CardName({ card }: { readonly card: Pick<Card, 'level' | 'levelTitle' | 'state'> }) {
  const { level, levelTitle, state } = card;
  if (level === 'urge' || level === 'accountability') return <Tag>{levelTitle}</Tag>;
  return <CardTag level={level} state={tagState(state)} />;
}
