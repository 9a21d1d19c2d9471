import { Maximize, ZoomIn, ZoomOut } from 'lucide-react';
import { useEffect, useLayoutEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { keys } from '../../../lib/key-table.js';
import { t } from '../../../messages/t.js';
import { IconButton } from '../../../ui/icon-button.js';
import { DIRECTIONS, fitting, neighbour, zoomed } from '../model/geometry.js';
import { mostPassed } from '../model/heat.js';
import { LineCounts } from '../model/line-counts.js';
import { PathOverMap } from '../model/path-over-map.js';
import type { Drawing } from '../process-map-api.js';
import styles from './map-canvas.module.css';
import { MapLegend } from './map-legend.js';
import { MapLine } from './map-line.js';
import { MapNode } from './map-node.js';
import type { MapState } from './use-map.js';

interface Props {
  readonly state: MapState;
  readonly drawing: Drawing;
}

/** The drawing, its colours and figures. Arrow keys walk from node to node; what is reached is chosen. */
export function MapCanvas({ state, drawing }: Props) {
  const { definition, measure, flow, path, isWhole, search, change } = state;
  const frame = useRef<HTMLDivElement>(null);
  const picture = useRef<SVGSVGElement>(null);
  const { scale, zoom } = useZoom(drawing, frame.current);
  const nodes = useMemo(() => new Map(definition.map.nodes.map((node) => [node.id, node])), [definition]);
  const figures = useMemo(() => new Map(flow?.nodes.map((node) => [node.id, node])), [flow]);
  const counts = useMemo(() => new LineCounts((isWhole ? flow?.edges : flow?.ways) ?? []), [flow, isWhole]);
  const taken = useMemo(() => path && new PathOverMap(path, isWhole), [path, isWhole]);
  const most = useMemo(
    () => mostPassed(flow?.nodes ?? [], (id) => nodes.get(id)?.kind === 'task'),
    [flow, nodes],
  );
  const chosen = drawing.nodes.find(({ id }) => id === search.node)?.id;
  const entrance = chosen ?? drawing.nodes.find(({ id }) => nodes.get(id)?.kind === 'task')?.id;

  const walk = (event: KeyboardEvent): void => {
    const direction = DIRECTIONS.find((one) => one === event.key);
    if (!direction || !entrance) return;
    event.preventDefault();
    const next = neighbour(drawing, entrance, direction, counts.of);
    if (next === undefined) return;
    change({ node: next });
    picture.current?.querySelector<SVGElement>(`[data-node="${CSS.escape(next)}"]`)?.focus();
  };

  return (
    <div className={styles.canvas}>
      <div className={styles.scroll} ref={frame}>
        <svg
          ref={picture}
          role="group"
          aria-label={t('processMap.map', { title: definition.title, measure: t(`processMap.${measure}`) })}
          className={styles.map}
          viewBox={`0 0 ${drawing.width} ${drawing.height}`}
          width={drawing.width * scale}
          height={drawing.height * scale}
          onKeyDown={walk}
        >
          <g aria-hidden>
            {drawing.lines.map((line) => (
              <MapLine
                key={`${line.from} ${line.to}`}
                line={line}
                count={counts.of(line)}
                most={counts.most}
                order={taken?.orderOf(line)}
                isFaded={taken !== undefined && taken.orderOf(line) === undefined}
              />
            ))}
          </g>
          {drawing.nodes.map((box) => (
            <MapNode
              key={box.id}
              box={box}
              node={nodes.get(box.id)!}
              figures={figures.get(box.id)}
              {...{ measure, most }}
              visits={taken?.visitsOf(box.id)}
              isFaded={taken !== undefined && taken.visitsOf(box.id) === undefined}
              isChosen={box.id === chosen}
              isEntrance={box.id === entrance}
              onChoose={() => change({ node: box.id })}
            />
          ))}
        </svg>
      </div>
      <div className={styles.foot}>
        <MapLegend measure={measure} isPath={taken !== undefined} />
        <div className={styles.zoom}>
          <IconButton
            icon={ZoomOut}
            kind="plain"
            label={t('processMap.zoomOut')}
            keys="-"
            onPress={() => zoom(-1)}
          />
          <IconButton
            icon={ZoomIn}
            kind="plain"
            label={t('processMap.zoomIn')}
            keys="+"
            onPress={() => zoom(1)}
          />
          <IconButton
            icon={Maximize}
            kind="plain"
            label={t('processMap.zoomFit')}
            keys="0"
            onPress={() => zoom(0)}
          />
        </div>
      </div>
    </div>
  );
}

/** Around the drawing, px: as its frame has it. */
const PADDING = 11;

/** Scale of the drawing: fitting until somebody zooms. `zoom(0)` fits it again. */
function useZoom(drawing: Drawing, frame: HTMLElement | null) {
  const [fit, setFit] = useState(0.8);
  const [chosen, setChosen] = useState<number>();
  useLayoutEffect(() => {
    if (!frame) return undefined;
    const measure = (): void =>
      setFit(fitting(drawing, frame.clientWidth - 2 * PADDING, frame.clientHeight - 2 * PADDING));
    const observer = new ResizeObserver(measure);
    observer.observe(frame);
    measure();
    return () => observer.disconnect();
  }, [drawing, frame]);
  // The frame is there after the first rendering only.
  const [, render] = useState(false);
  useLayoutEffect(() => render(true), []);
  const scale = chosen ?? fit;
  useEffect(() => {
    const step = (by: 1 | -1 | 0) => () => setChosen(by === 0 ? undefined : zoomed(scale, by));
    return keys.add([
      { keys: '+', title: t('processMap.zoomIn'), run: step(1) },
      { keys: '=', title: t('processMap.zoomIn'), run: step(1) },
      { keys: '-', title: t('processMap.zoomOut'), run: step(-1) },
      { keys: '0', title: t('processMap.zoomFit'), run: step(0) },
    ]);
  }, [scale]);
  const zoom = (by: 1 | -1 | 0): void => setChosen(by === 0 ? undefined : zoomed(scale, by));
  return { scale, zoom };
}
