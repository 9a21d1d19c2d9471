import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { unitsQuery } from '../../../api/case-queries.js';
import { t } from '../../../messages/t.js';
import { CardTag } from '../../../ui/card-tag.js';
import type { Column } from '../../../ui/table.js';
import { TimeLeft } from '../../../ui/time-left.js';
import type { LetterItem } from '../api.js';
import styles from './letters-table.module.css';

/** Columns of letters: number, matter, who has it in which step, time left, gravest card. */
export function useLetterColumns(now: Date): readonly Column<LetterItem>[] {
  const { data: units } = useQuery(unitsQuery);
  const nameOf = (unit: { readonly code: string; readonly name: string }): string =>
    units?.find(({ code }) => code === unit.code)?.shortName ?? unit.name;
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
    {
      id: 'matter',
      title: t('cockpit.matter'),
      cell: ({ title, letterNo }) => <span className={styles.matter}>{title ?? letterNo}</span>,
    },
    {
      id: 'holder',
      title: t('cockpit.holder'),
      cell: ({ current, lead, process }) => {
        const unit = current?.unit ?? lead;
        return (
          <span className={styles.holder}>
            {unit && nameOf(unit)}
            <small>{current?.title ?? process.stageTitle}</small>
          </span>
        );
      },
    },
    {
      id: 'late',
      title: t('cockpit.due'),
      cell: ({ dueAt, warnAt, overdue }) =>
        dueAt && <TimeLeft limit={{ dueAt, warnAt: warnAt ?? undefined, overdue }} now={now} />,
    },
    { id: 'card', title: t('cockpit.card'), cell: ({ cards }) => <GravestCard levels={cards} /> },
  ];
}

function GravestCard({ levels }: { readonly levels: readonly string[] }) {
  const [gravest] = levels.filter((level) => level === 'red' || level === 'yellow');
  return gravest ? <CardTag level={gravest} /> : null;
}
