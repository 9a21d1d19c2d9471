import { useQuery } from '@tanstack/react-query';
import { Download, ListChecks, Map as MapIcon, Printer, Search } from 'lucide-react';
import { useState } from 'react';
import { useNavigate } from '@tanstack/react-router';
import { definitionsQuery } from '../../../api/definition-queries.js';
import { listInstant } from '../../../lib/dates.js';
import { t } from '../../../messages/t.js';
import { Button } from '../../../ui/button.js';
import { ButtonAnchor } from '../../../ui/link-button.js';
import { KeyHint } from '../../../ui/key-hint.js';
import { SegmentedChoice } from '../../../ui/segmented-choice.js';
import { percent } from '../model/heat.js';
import { MEASURES, type Extent, type Measure } from '../model/map-search.js';
import type { Definition, Flow } from '../process-map-api.js';
import { BarSelect } from '../../../ui/bar-select.js';
import { CaseFinder } from './case-finder.js';
import styles from './map-bar.module.css';
import { PeriodSelect } from './period-select.js';
import { UnitSelect } from '../../../ui/unit-select.js';
import type { MapState } from './use-map.js';

/** Which process, period and unit; how it is coloured; what else can be done with it. */
export function MapBar({ state }: { readonly state: MapState }) {
  const { definition, measure, search, isWhole, flow, change } = state;
  const [isFinding, setFinding] = useState(false);
  const isTable = search.view === 'table';
  const address = `/api/v1/process-definitions/${definition.key}/bpmn?version=${definition.version}`;
  return (
    <div className={styles.bars}>
      <div className={styles.bar}>
        <ProcessSelect definition={definition} />
        <PeriodSelect state={state} />
        <UnitSelect unit={search.unit} onChange={(unit) => change({ unit })} />
        <span className={styles.standing}>{flow && standingOf(flow, search.unit)}</span>
      </div>
      <div className={styles.bar}>
        <SegmentedChoice
          label={t('processMap.measure')}
          options={MEASURES.map((id) => ({ id, name: t(`processMap.${id}`) }))}
          value={measure}
          onChange={(id) => change({ measure: id as Measure })}
        />
        {definition.layout && (
          <SegmentedChoice
            label={t('processMap.extent')}
            options={[
              { id: 'main', name: mainName(definition, flow) },
              { id: 'whole', name: t('processMap.whole') },
            ]}
            value={isWhole ? 'whole' : 'main'}
            onChange={(id) => change({ extent: id as Extent })}
          />
        )}
        <span className={styles.left}>{!isWhole && flow && notDrawn(definition, flow)}</span>
        <div className={styles.actions}>
          <Button size="small" onPress={() => setFinding(true)}>
            <Search size={16} aria-hidden />
            {t('processMap.showCase')}
          </Button>
          {definition.layout && (
            <Button size="small" onPress={() => change({ view: isTable ? undefined : 'table' })}>
              {isTable ? <MapIcon size={16} aria-hidden /> : <ListChecks size={16} aria-hidden />}
              {t(isTable ? 'processMap.asMap' : 'processMap.asTable')}
              <KeyHint keys="T" />
            </Button>
          )}
          <ButtonAnchor size="small" href={address} download={`${definition.key}.bpmn`}>
            <Download size={16} aria-hidden />
            {t('processMap.bpmn')}
          </ButtonAnchor>
          <Button size="small" onPress={() => print()}>
            <Printer size={16} aria-hidden />
            {t('paper.print')}
          </Button>
        </div>
      </div>
      {isFinding && (
        <CaseFinder
          processKey={definition.key}
          onFound={(process) => change({ process, node: undefined, extent: undefined, view: undefined })}
          onClose={() => setFinding(false)}
        />
      )}
    </div>
  );
}

function ProcessSelect({ definition }: { readonly definition: Definition }) {
  const navigate = useNavigate();
  const { data = [definition] } = useQuery(definitionsQuery);
  const idOf = ({ key, version }: { key: string; version: number }): string => `${key} ${version}`;
  return (
    <BarSelect
      label={t('processMap.process')}
      options={data.map((one) => ({
        id: idOf(one),
        name: t('processMap.version', { title: one.title, n: one.version }),
      }))}
      value={idOf(definition)}
      onChange={(id) => {
        const [key = '', version] = id.split(' ');
        // Period, unit and measure are kept; a node of another map is none of this one.
        void navigate({
          to: '/map/$key',
          params: { key },
          search: ({ measure, from, to, unit }) => ({ measure, from, to, unit, version: Number(version) }),
        });
      }}
    />
  );
}

function standingOf({ cases, countedAt, daysToCount }: Flow, unit: string | undefined): string {
  if (countedAt === null) return t('processMap.neverCounted');
  const counted = unit ? t('processMap.casesOfUnit', { n: cases }) : t('processMap.begun', { n: cases });
  const until = t('processMap.counted', { at: listInstant(countedAt, Date.now()) });
  const rest = daysToCount > 0 ? [t('processMap.stillCounting', { n: daysToCount })] : [];
  return [counted, until, ...rest].join(' · ');
}

/** Share of all passes of work that happened at places of the main map. */
function mainName(definition: Definition, flow: Flow | undefined): string {
  const { drawn, left } = apart(definition, flow);
  const sum = (nodes: readonly { passed: number }[]): number =>
    nodes.reduce((n, { passed }) => n + passed, 0);
  const all = sum(drawn) + sum(left);
  return all === 0 ? t('processMap.main') : t('processMap.mainShare', { share: percent(sum(drawn) / all) });
}

function notDrawn(definition: Definition, flow: Flow): string | null {
  const { left } = apart(definition, flow);
  if (left.length === 0) return null;
  const titles = new Map(definition.map.nodes.map(({ id, title }) => [id, title]));
  const names = left
    .toSorted((a, b) => b.passed - a.passed)
    .slice(0, 3)
    .map(({ id }) => titles.get(id) ?? id);
  const count = left.reduce((sum, { passed }) => sum + passed, 0);
  return t('processMap.notDrawn', { names: names.join('、'), n: left.length, count });
}

function apart({ layout, map }: Definition, flow: Flow | undefined) {
  const work = new Set(
    map.nodes.filter(({ kind }) => kind === 'task' || kind === 'child').map(({ id }) => id),
  );
  const main = new Set(layout?.main.nodes.map(({ id }) => id));
  const passed = flow?.nodes.filter(({ id, passed }) => work.has(id) && passed > 0) ?? [];
  return {
    drawn: passed.filter(({ id }) => main.has(id)),
    left: passed.filter(({ id }) => !main.has(id)),
  };
}
