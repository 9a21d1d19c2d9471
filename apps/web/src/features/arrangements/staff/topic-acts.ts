import { t } from '../../../messages/t.js';
import type { MenuEntry } from '../../../ui/menu.js';
import type { ChangeKind, Entry } from '../api.js';

/** What may be done with topics: units propose theirs, the office arranges them, and later changes the published table. */
export type TopicPhase = 'proposing' | 'arranging' | 'published' | 'none';

export type TopicAct =
  | { readonly is: 'add' }
  | { readonly is: 'edit' | 'remove' | 'decline'; readonly entry: Entry }
  /** Included, in another month where one is named. */
  | { readonly is: 'decide'; readonly entry: Entry; readonly month?: number | undefined }
  /** `to`: what the form begins with. */
  | {
      readonly is: 'change';
      readonly entry: Entry;
      readonly kind: ChangeKind;
      readonly to?: string | undefined;
    };

/** The act that takes a topic to another month; null when it may not be moved. */
export function moveTo(entry: Entry, month: number, phase: TopicPhase): TopicAct | null {
  if (month === entry.month) return null;
  if (phase === 'arranging' && isArrangeable(entry)) return { is: 'decide', entry, month };
  if (phase === 'published' && entry.state === 'published')
    return { is: 'change', entry, kind: 'MONTH', to: String(month) };
  return null;
}

const isArrangeable = ({ state }: Entry): boolean => ['proposed', 'arranged', 'declined'].includes(state);

const CHANGES = [
  ['DAY', 'columns.setDay'],
  ['TOPIC', 'columns.changeTopic'],
  ['GUESTS', 'columns.changeGuests'],
  ['CONTACT', 'columns.changeContact'],
] as const;

/** Entries of a topic's menu, in groups. */
export function topicMenu(
  entry: Entry,
  {
    phase,
    months,
    isOwn,
    run,
  }: {
    readonly phase: TopicPhase;
    readonly months: readonly number[];
    readonly isOwn: boolean;
    readonly run: (act: TopicAct) => void;
  },
): MenuEntry[][] {
  const moves = months.flatMap((month): MenuEntry[] => {
    const act = moveTo(entry, month, phase);
    return act ? [{ id: `month-${month}`, name: t('columns.moveTo', { month }), run: () => run(act) }] : [];
  });
  if (phase === 'proposing' && isOwn)
    return [
      [
        { id: 'edit', name: t('columns.editTopic'), run: () => run({ is: 'edit', entry }) },
        {
          id: 'remove',
          name: t('columns.removeTopic'),
          isDanger: true,
          run: () => run({ is: 'remove', entry }),
        },
      ],
    ];
  if (phase === 'arranging' && isArrangeable(entry))
    return [
      [
        { id: 'include', name: t('columns.include'), run: () => run({ is: 'decide', entry }) },
        { id: 'decline', name: t('columns.decline'), run: () => run({ is: 'decline', entry }) },
      ],
      moves,
    ];
  if (phase === 'published' && entry.state === 'published')
    return [
      CHANGES.map(([kind, name]) => ({
        id: kind,
        name: t(name),
        run: () => run({ is: 'change', entry, kind }),
      })),
      moves,
      [
        {
          id: 'CANCEL',
          name: t('columns.cancelTopic'),
          isDanger: true,
          run: () => run({ is: 'change', entry, kind: 'CANCEL' }),
        },
      ],
    ];
  return [];
}
