import { beforeAll, describe, expect, it } from '@jest/globals';
import { BpmnModdle } from 'bpmn-moddle';
import { toBpmn } from '../../../../apps/gateway/cases/definitions/bpmn.js';
import { deriveMap } from '../../../../workflows/engine/analysis/map.js';
import { processes } from '../../../../workflows/registry.js';
import { startTestGateway } from '../../../support/gateway.js';

const { request } = await startTestGateway();

interface Shown {
  readonly $type: string;
  readonly id: string;
  readonly name?: string;
  readonly flowElements: readonly Shown[];
  readonly sourceRef: Shown;
  readonly targetRef: Shown;
  readonly incoming?: readonly Shown[];
  readonly bpmnElement: Shown;
}
interface Model {
  readonly rootElements: readonly Shown[];
  readonly diagrams: readonly { plane: { planeElement: readonly Shown[] } }[];
}

async function read(xml: string) {
  const { rootElement, warnings } = await new BpmnModdle().fromXML(xml);
  const { rootElements, diagrams } = rootElement as unknown as Model;
  return { warnings, elements: rootElements[0]!.flowElements, drawn: diagrams[0]!.plane.planeElement };
}

describe.each(processes.map((process) => [process.definition.key, process] as const))(
  'the BPMN of %s',
  (_, process) => {
    let model: Awaited<ReturnType<typeof read>>;
    let map: Awaited<ReturnType<typeof deriveMap>>;
    beforeAll(async () => {
      [map, model] = await Promise.all([deriveMap(process), toBpmn(process).then(read)]);
    });

    it('the BPMN is valid and completely drawn', () => {
      const { warnings, elements, drawn } = model;

      expect(warnings).toEqual([]);
      expect(new Set(drawn.map(({ bpmnElement }) => bpmnElement.id))).toEqual(
        new Set(elements.map(({ id }) => id)),
      );
    });

    it('the BPMN has every node of the map, all of them reachable', () => {
      const { elements } = model;
      const { nodes } = map;
      const named = nodes.filter(({ kind }) => kind !== 'choice').map(({ title }) => title);

      expect(elements.map(({ name }) => name)).toEqual(expect.arrayContaining(named));
      const unreached = elements.filter(
        ({ $type, incoming = [] }) =>
          !['bpmn:StartEvent', 'bpmn:BoundaryEvent', 'bpmn:SequenceFlow'].includes($type) &&
          incoming.length === 0,
      );
      expect(unreached.map(({ id }) => id)).toEqual([]);
    });

    it('the BPMN names every outcome with a target', () => {
      const { elements } = model;
      const { edges } = map;
      const flows = elements
        .filter(({ $type }) => $type === 'bpmn:SequenceFlow')
        .map(({ name }) => name ?? '');
      const { tasks, choices } = process.definition;
      for (const { from, via } of edges) {
        const title = tasks[from]?.outcomes[via] ?? choices?.[from.slice('choice:'.length)]?.[via];
        if (title)
          expect(flows.flatMap((name) => name.split(' / '))).toEqual(
            expect.arrayContaining(title.split(' / ')),
          );
        if (via === 'expired') expect(elements.map(({ id }) => id)).toContain(`${from}_expired`);
      }
    });
  },
);

describe('GET /process-definitions/{key}/bpmn', () => {
  it('the BPMN export is XML for every signed-in account', async () => {
    const { status, headers, body } = await request('GET', '/process-definitions/card-appeal/bpmn', {
      as: 'supervisor',
    });

    expect(status).toBe(200);
    expect(headers['content-type']).toBe('application/xml; charset=utf-8');
    expect((await read(body)).elements.length).toBeGreaterThan(5);
    expect((await request('GET', '/process-definitions/card-appeal/bpmn')).status).toBe(401);
  });

  it('the BPMN export of an unknown process or version is refused', async () => {
    for (const path of [
      '/process-definitions/nothing/bpmn',
      '/process-definitions/card-appeal/bpmn?version=9',
    ])
      expect((await request('GET', path, { as: 'supervisor' })).body.code).toBe('DEFINITION_UNKNOWN');
  });
});
