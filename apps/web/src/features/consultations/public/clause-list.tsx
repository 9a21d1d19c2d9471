import { Fragment, useState } from 'react';
import { t } from '../../../messages/t.js';
import { button } from '../../../ui/native/button.js';
import { clauseRuns } from '../clause-folds.js';
import type { Clause, Consultation } from './api.js';
import { ClauseRow } from './clause-row.js';
import type { OpenClauses } from './open-clauses.js';
import styles from './clause-list.module.css';

interface Counted extends Clause {
  readonly received: number;
}

/** The clauses in their chapters; those that hardly anybody has commented on are folded. */
export function ClauseList({
  consultation,
  open,
  onOpen,
  onSent,
}: {
  consultation: Consultation;
  open: OpenClauses;
  onOpen: (open: OpenClauses) => void;
  onSent: () => void;
}) {
  const [unfolded, setUnfolded] = useState<ReadonlySet<number>>(new Set());
  const received = new Map(consultation.opinionsByClause.map((one) => [one.clause, one.received]));
  const clauses = consultation.clauses.map((clause): Counted => ({
    ...clause,
    received: received.get(clause.number) ?? 0,
  }));
  const runs = clauseRuns(clauses, ({ number }) => unfolded.has(number) || open.is(number) !== undefined);
  return (
    <div className={styles['list']}>
      {runs.map((run) =>
        run.isFolded ? (
          <Folded
            key={run.clauses[0]!.number}
            clauses={run.clauses}
            onUnfold={() => setUnfolded(new Set([...unfolded, ...run.clauses.map(({ number }) => number)]))}
          />
        ) : (
          <Fragment key={run.clause.number}>
            {run.clause.heading && <h3 className={styles['heading']}>{run.clause.heading}</h3>}
            <ClauseRow
              clause={run.clause}
              received={run.clause.received}
              consultation={consultation}
              openAs={open.is(run.clause.number)}
              onToggle={(as) => onOpen(open.toggle(run.clause.number, as))}
              onSent={onSent}
            />
          </Fragment>
        ),
      )}
    </div>
  );
}

function Folded({ clauses, onUnfold }: { clauses: readonly Counted[]; onUnfold: () => void }) {
  const [first, last] = [clauses[0]!, clauses.at(-1)!];
  const headings = clauses.flatMap(({ heading }) => heading ?? []);
  const opinions = clauses.reduce((sum, { received }) => sum + received, 0);
  return (
    <p className={styles['fold']}>
      <span>
        {t('consulting.fromTo', { from: first.label, to: last.label })}
        {headings.length > 0 && t('consulting.with', { headings: headings.join(t('consulting.listComma')) })}
      </span>
      <button type="button" className={button('link')} aria-expanded={false} onClick={onUnfold}>
        {opinions > 0
          ? t('consulting.unfoldCount', { n: clauses.length, opinions })
          : t('consulting.unfold', { n: clauses.length })}
      </button>
    </p>
  );
}
