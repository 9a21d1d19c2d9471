import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { t } from '../../../messages/t.js';
import { Button } from '../../../ui/button.js';
import { Skeleton } from '../../../ui/skeleton.js';
import { Tag } from '../../../ui/tag.js';
import { heatLevel, heatValue, hottest, mostLate, LEVELS, percent } from '../model/heat.js';
import { nodeQuery, type Flow, type FlowNode } from '../process-map-api.js';
import styles from './node-detail.module.css';
import { LateUnits, Lengths, NextPlaces } from './node-figures.js';
import { OpenCases } from './open-cases.js';
import { shortDays } from '../model/short-days.js';
import type { MapState } from './use-map.js';

/** Share of the limit from which nine tenths are called slow. */
const SLOW_LEVEL = LEVELS - 2;
const NONE: Omit<FlowNode, 'id'> = {
  ...{ passed: 0, again: 0, open: 0, overdue: 0, due: 0 },
  ...{ half: null, nineTenths: null, limit: null, late: null },
};

/** The chosen node in figures: time, spread, units, what comes next. Without one, the hottest is offered. */
export function NodeDetail({ state, flow }: { readonly state: MapState; readonly flow: Flow }) {
  const { definition, search, measure, change } = state;
  const kinds = new Map(definition.map.nodes.map((node) => [node.id, node]));
  const isWork = (id: string): boolean => kinds.get(id)?.kind === 'task';
  const hot = hottest(flow.nodes, measure, isWork);
  const worst = mostLate(flow.nodes, isWork);
  const offered = worst?.id ?? hot;
  const node = search.node === undefined ? undefined : kinds.get(search.node);
  if (!node)
    return (
      <section className={`${styles.offer} no-print`} aria-label={t('processMap.choose')}>
        <p>{t('processMap.choose')}</p>
        {offered !== undefined && (
          <p className={styles.hot}>
            {worst
              ? t('processMap.lateHint', { title: kinds.get(offered)!.title, n: worst.n })
              : t('processMap.chooseHint', { title: kinds.get(offered)!.title })}
            <Button onPress={() => change({ node: offered })}>
              {t('processMap.showIt', { title: kinds.get(offered)!.title })}
            </Button>
          </p>
        )}
      </section>
    );
  const figures = flow.nodes.find(({ id }) => id === node.id) ?? { id: node.id, ...NONE };
  return (
    <section className={styles.detail} aria-label={node.title} tabIndex={0}>
      <Facts key={node.id} {...{ state, figures }} title={node.title} isSlowest={node.id === hot} />
      <Spread state={state} flow={flow} figures={figures} />
    </section>
  );
}

function Spread({
  state,
  flow,
  figures,
}: {
  readonly state: MapState;
  readonly flow: Flow;
  readonly figures: FlowNode;
}) {
  const { definition, filter, flowBefore, change } = state;
  const { data } = useQuery(nodeQuery(definition.key, figures.id, filter));
  const before = flowBefore?.nodes.find(({ id }) => id === figures.id);
  return (
    <>
      {data ? <Lengths detail={data} limit={figures.limit} /> : <Skeleton widths={[40, 80, 60]} />}
      {data ? (
        <LateUnits detail={data} onUnit={(unit) => change({ unit })} />
      ) : (
        <Skeleton widths={[40, 80, 60]} />
      )}
      <NextPlaces definition={definition} flow={flow} figures={figures} before={before?.nineTenths ?? null} />
    </>
  );
}

interface FactsProps {
  readonly state: MapState;
  readonly figures: FlowNode;
  readonly title: string;
  readonly isSlowest: boolean;
}

function Facts({ state, figures, title, isSlowest }: FactsProps) {
  const [isListed, setListed] = useState(false);
  const { passed, nineTenths, half, limit, late, due, again, open, overdue } = figures;
  const level = heatLevel(heatValue(figures, 'time', 0), 'time') ?? 0;
  const lateCount = Math.round((late ?? 0) * due);
  const days = (n: number | null): string =>
    n === null ? t('processMap.none') : n < 1 ? t('processMap.underOneDay') : t('processMap.within', { n });
  return (
    <div className={styles.facts}>
      <h2>
        {title}
        {isSlowest && state.measure === 'time' && <Tag tone="late">{t('processMap.slowest')}</Tag>}
      </h2>
      <dl>
        <dt>{t('processMap.passed')}</dt>
        <dd>{t('processMap.times', { n: passed })}</dd>
        <dt>{t('processMap.nineTenths')}</dt>
        <dd className={level >= SLOW_LEVEL ? styles.late : undefined}>{days(nineTenths)}</dd>
        <dt>{t('processMap.half')}</dt>
        <dd>{days(half)}</dd>
        <dt>{t('processMap.limit')}</dt>
        <dd>
          {limit === null ? t('processMap.none') : t('processMap.workingDays', { n: shortDays(limit) })}
        </dd>
        <dt>{t('processMap.overLimit')}</dt>
        <dd>
          {due === 0
            ? t('processMap.none')
            : t('processMap.lateOf', { late: lateCount, due, share: percent(lateCount / due) })}
        </dd>
        <dt>{t('processMap.cameAgain')}</dt>
        <dd>
          {again === 0
            ? t('processMap.none')
            : t('processMap.timesShare', { n: again, share: percent(again / passed) })}
        </dd>
      </dl>
      {open > 0 && (
        <Button kind="primary" onPress={() => setListed(true)}>
          {t('processMap.listOpen', { n: open })}
        </Button>
      )}
      {overdue > 0 && <p className={styles.late}>{t('processMap.openLate', { n: open, late: overdue })}</p>}
      {isListed && (
        <OpenCases
          processKey={state.definition.key}
          node={figures.id}
          title={t('processMap.openOf', { title, n: open })}
          unit={state.search.unit}
          onClose={() => setListed(false)}
        />
      )}
    </div>
  );
}
