import { Link } from '@tanstack/react-router';
import { TriangleAlert } from 'lucide-react';
import { Fragment } from 'react';
import { BarRows } from '../../../charts/bar-rows.js';
import { ChartFigure } from '../../../charts/chart-figure.js';
import { t } from '../../../messages/t.js';
import { shownDays } from '../shown-days.js';
import type { Step } from '../api.js';
import { FigureLink } from './figure-link.js';
import styles from './steps-chart.module.css';

/** Where time is lost: what nine of ten letters took in each step, against its limit. */
export function StepsChart({ steps }: { readonly steps: readonly Step[] }) {
  const passed = steps.filter(({ letters }) => letters > 0);
  const max = Math.max(1, ...passed.flatMap(({ nineTenths, limit }) => [nineTenths, limit ?? 0])) * 1.05;
  const worst = passed.reduce<Step | undefined>(
    (most, step) => (step.late > (most?.late ?? 0) ? step : most),
    undefined,
  );
  const limitText = ({ limit, step }: Step): string =>
    limit !== null
      ? t('cockpit.ofLimit', { n: limit })
      : t(step === 'signOff' ? 'cockpit.withinHandling' : 'cockpit.byClass');
  return (
    <ChartFigure
      title={t('cockpit.steps')}
      note={t('cockpit.stepsNote')}
      rows={steps}
      keyOf={({ step }) => step}
      columns={[
        { id: 'step', title: t('cockpit.step'), cell: (step) => <StepLink step={step} /> },
        {
          id: 'half',
          title: t('cockpit.half'),
          isFigure: true,
          cell: ({ half, letters }) => letters && shownDays(half),
        },
        {
          id: 'nineTenths',
          title: t('cockpit.nineTenths'),
          isFigure: true,
          cell: ({ nineTenths, letters }) => letters && shownDays(nineTenths),
        },
        { id: 'limit', title: t('cockpit.limit'), isFigure: true, cell: ({ limit }) => limit },
        { id: 'letters', title: t('cockpit.letters'), isFigure: true, cell: ({ letters }) => letters },
        {
          id: 'late',
          title: t('cockpit.lateLetters'),
          isFigure: true,
          cell: ({ late, title, lateFilter }) => (
            <FigureLink title={`${title} ${t('cockpit.lateLetters')}`} filter={lateFilter}>
              {late}
            </FigureLink>
          ),
        },
      ]}
      foot={worst ? <Worst step={worst} /> : t('cockpit.noStepLate')}
    >
      <BarRows
        max={max}
        rows={passed.map((step) => ({
          id: step.step,
          name: <StepLink step={step} />,
          value: step.nineTenths,
          target: step.limit,
          isMissed: step.limit !== null && step.nineTenths > step.limit,
          text: t('cockpit.daysTaken', { n: shownDays(step.nineTenths) }),
          note: limitText(step),
        }))}
      />
    </ChartFigure>
  );
}

function StepLink({ step: { title, filter } }: { readonly step: Step }) {
  return (
    <FigureLink title={title} filter={filter}>
      {title}
    </FigureLink>
  );
}

/** The step that the most letters were late in, and the units that lost the time: each opens its letters. */
function Worst({ step: { title, late: n, lateFilter, latest } }: { readonly step: Step }) {
  const name = `${title} ${t('cockpit.lateLetters')}`;
  return (
    <p className={styles.worst}>
      <TriangleAlert size={16} aria-hidden />
      <span>
        <FigureLink title={name} filter={lateFilter} className={styles.strong}>
          {t('cockpit.mostLate', { step: title })}
        </FigureLink>
        {t('cockpit.mostLateOf', { n })}
        {latest.map(({ code, name: unit, late }, index) => (
          <Fragment key={code}>
            {index > 0 && '、'}
            <FigureLink
              title={`${unit} ${name}`}
              filter={`${lateFilter}&within=${code}`}
              className={styles.unit}
            >
              {t('cockpit.unitLate', { unit, n: late })}
            </FigureLink>
          </Fragment>
        ))}
        {t('cockpit.mostLateEnd')}
        <Link to="/map/$key" params={{ key: 'mailbox-letter' }} className={styles.map}>
          {t('cockpit.onMap')}
        </Link>
      </span>
    </p>
  );
}
