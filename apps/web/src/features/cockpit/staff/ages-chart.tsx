import type { ReactNode } from 'react';
import { ChartFigure } from '../../../charts/chart-figure.js';
import { Histogram, type BarTone } from '../../../charts/histogram.js';
import { t } from '../../../messages/t.js';
import type { OpenLetters } from '../api.js';
import { FigureLink } from './figure-link.js';

const AGES = ['late6', 'late2', 'late0', 'today', 'left1', 'left2', 'left4', 'left6', 'left11'] as const;
type Age = (typeof AGES)[number];
const toneOf = (age: Age): BarTone =>
  age.startsWith('late') ? 'late' : age === 'today' ? 'soon' : age === 'left1' ? 'near' : 'far';

/** Open letters by the working days that are left; a column opens its letters. */
export function AgesChart({ open }: { readonly open: OpenLetters }) {
  const counts = new Map(open.ages.map((age) => [age.key, age]));
  const bars = AGES.map((age) => ({
    id: age,
    label: t(`cockpit.${age}`),
    count: counts.get(age)?.count ?? 0,
    tone: toneOf(age),
  }));
  const linkTo = (id: string, title: string, content: ReactNode) => (
    <FigureLink title={`${t('cockpit.open')} ${title}`} filter={counts.get(id)?.filter ?? ''}>
      {content}
    </FigureLink>
  );
  return (
    <ChartFigure
      title={t('cockpit.ages')}
      note={t('cockpit.workingDays')}
      rows={bars}
      keyOf={({ id }) => id}
      columns={[
        { id: 'age', title: t('cockpit.workingDays'), cell: ({ id, label }) => linkTo(id, label, label) },
        { id: 'count', title: t('cockpit.count'), isFigure: true, cell: ({ count }) => count },
      ]}
      foot={
        <>
          {t('cockpit.agesNote')}
          {open.undated.count > 0 && (
            <FigureLink title={t('cockpit.paused')} filter={open.undated.filter}>
              {t('cockpit.agesPaused', { n: open.undated.count })}
            </FigureLink>
          )}
        </>
      }
    >
      <Histogram bars={bars} link={({ id, label }, content) => linkTo(id, label, content)} />
    </ChartFigure>
  );
}
