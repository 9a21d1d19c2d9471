import { Link } from '@tanstack/react-router';
import { t } from '../../../messages/t.js';
import { CardTag } from '../../../ui/card-tag.js';
import type { Column } from '../../../ui/table.js';
import { TimeLeft } from '../../../ui/time-left.js';
import type { LetterItem } from '../api.js';

/** Columns of letters: number, matter, who has it, step, time left, gravest card. */
export function letterColumns(now: Date): readonly Column<LetterItem>[] {
  return [
    {
      id: 'number',
      title: t('cockpit.number'),
      cell: ({ letterNo }) => (
        <Link to="/letters/$no" params={{ no: letterNo }} className="num">
          {letterNo}
        </Link>
      ),
    },
    { id: 'matter', title: t('cockpit.matter'), cell: ({ title, letterNo }) => title ?? letterNo },
    {
      id: 'holder',
      title: t('cockpit.holder'),
      cell: ({ current, lead }) => current?.unit.name ?? lead?.name,
    },
    {
      id: 'step',
      title: t('cockpit.step'),
      cell: ({ current, process }) => current?.title ?? process.stageTitle,
    },
    {
      id: 'late',
      title: t('cockpit.due'),
      cell: ({ dueAt, warnAt }) =>
        dueAt && <TimeLeft limit={{ dueAt, warnAt: warnAt ?? undefined }} now={now} />,
    },
    { id: 'card', title: t('cockpit.card'), cell: ({ cards }) => <GravestCard levels={cards} /> },
  ];
}

function GravestCard({ levels }: { readonly levels: readonly string[] }) {
  const [gravest] = levels.filter((level) => level === 'red' || level === 'yellow');
  return gravest ? <CardTag level={gravest} /> : null;
}
