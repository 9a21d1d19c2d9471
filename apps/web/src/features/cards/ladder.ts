import type { Clock } from '../../api/case-queries.js';
import type { Card } from './api.js';

/** A place on the line from the start of a limit to its gravest card. */
export interface LadderPlace {
  readonly level: 'warning' | 'due' | 'yellow' | 'red' | 'urge' | 'accountability';
  readonly at: string;
  readonly isPast: boolean;
  /** The place that the card stands for. */
  readonly isHere: boolean;
}

/** The clock that raised a card: the one whose ladder has its level at its instant. */
export function clockOf(
  card: Pick<Card, 'level' | 'reachedAt' | 'unit'>,
  clocks: readonly Clock[],
): Clock | undefined {
  const reached = (clock: Clock): boolean =>
    clock.ladder.some(
      ({ level, at }) => level === card.level && Date.parse(at) === Date.parse(card.reachedAt),
    );
  return clocks.find((clock) => clock.unit === card.unit && reached(clock)) ?? clocks.find(reached);
}

/** The ladder of a clock, each level once: 预警 → 到期 → 黄 → 红 → 催办. */
export function ladderOf(
  { ladder }: Pick<Clock, 'ladder'>,
  card: Pick<Card, 'level'>,
  now: Date,
): LadderPlace[] {
  const seen = new Set<string>();
  return ladder.flatMap(({ level, at }) => {
    const shown = level === 'lastWarning' ? 'warning' : level;
    if (seen.has(shown)) return [];
    seen.add(shown);
    return [{ level: shown, at, isPast: Date.parse(at) <= now.getTime(), isHere: shown === card.level }];
  });
}
