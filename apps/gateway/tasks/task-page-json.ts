import type { OutcomeView } from '../definitions/task-forms.js';
import type { Page } from '../http/page.js';
import { toTaskView, type TaskRow } from './task-view.js';

const known = new WeakMap<readonly OutcomeView[], Buffer>();

/**
 * A page of tasks as JSON in UTF-8. Its greater part are the outcomes with their schemas, which are the same for every
 * task of a name: they are written once and copied from then on, which takes a third of the time.
 *
 * @param readsContent whether the reader may know what citizens wrote
 */
export function taskPageJson({ items, nextCursor }: Page<TaskRow>, readsContent: boolean): Buffer {
  const parts: Buffer[] = [Buffer.from('{"items":[')];
  items.forEach((row, index) => {
    const { outcomes, ...view } = toTaskView(row, readsContent);
    const head = JSON.stringify(view).slice(0, -1);
    parts.push(Buffer.from(`${index > 0 ? '},' : ''}${head},"outcomes":`), outcomesJson(outcomes));
  });
  parts.push(Buffer.from(`${items.length > 0 ? '}' : ''}],"nextCursor":${JSON.stringify(nextCursor)}}`));
  return Buffer.concat(parts);
}

function outcomesJson(outcomes: readonly OutcomeView[]): Buffer {
  const json = known.get(outcomes) ?? Buffer.from(JSON.stringify(outcomes));
  known.set(outcomes, json);
  return json;
}
