import { z } from 'zod';
import { workflowType } from '../../../../workflows/engine/definition/commands.js';
import type {
  ProcessDefinition,
  TaskDefinition,
} from '../../../../workflows/engine/definition/definition.js';
import type { Process } from '../../../../workflows/engine/definition/process.js';
import { detail } from '../../../../domain/messages/index.js';
import { DubanError } from '../../../../workflows/engine/errors.js';
import { formsByType } from '../../../../workflows/forms.js';
import type { RuntimeForm } from '../../../../workflows/fields/runtime-forms.js';
import { withHints } from './form-hints.js';
import { processes } from '../../../../workflows/registry.js';

export interface OutcomeView {
  readonly name: string;
  readonly title: string;
  /** JSON Schema of `{ decision, content }`. */
  readonly schema: object;
  readonly example: { readonly decision?: unknown; readonly content?: unknown };
}

const outcomeViews = new Map<string, readonly OutcomeView[]>();

const served = new Map(processes.map((process) => [workflowType(process.definition), process]));

/** The process with its behaviour; undefined for a version that this release does not serve. */
export const processOf = (key: string, version: number): Process | undefined =>
  served.get(workflowType({ key, version }));

/** Step -> an example of its result, of the steps that have one. */
export const stepExamples = (key: string, version: number): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(formsByType[workflowType({ key, version })]?.steps ?? {}).map(([name, { example }]) => [
      name,
      example,
    ]),
  );

export const definitionOf = (key: string, version: number): ProcessDefinition | undefined =>
  processOf(key, version)?.definition;

/** @throws {DubanError} VERSION_NOT_SERVED for a process that a newer release has started: this one can only read it */
export function assertServed(key: string, version: number): void {
  if (!definitionOf(key, version))
    throw new DubanError('VERSION_NOT_SERVED', detail('cases.versionNotServed', { process: key, version }));
}

export const taskDefinition = (key: string, version: number, task: string): TaskDefinition | undefined =>
  (definitionOf(key, version)?.tasks as Record<string, TaskDefinition> | undefined)?.[task];

/** Own properties only: names come from requests, and `constructor` is not an outcome. */
const own = <T>(record: Readonly<Record<string, T>> | undefined, name: string): T | undefined =>
  record && Object.hasOwn(record, name) ? record[name] : undefined;

export const formOf = (
  key: string,
  version: number,
  task: string,
  outcome: string,
): RuntimeForm | undefined => own(own(formsByType[workflowType({ key, version })]?.tasks, task), outcome);

export const messageForm = (key: string, version: number, name: string): RuntimeForm | undefined =>
  own(formsByType[workflowType({ key, version })]?.messages, name);

/** Schema of a step's result; undefined when it has none. */
export const stepResult = (key: string, version: number, name: string): z.ZodType<object> | undefined =>
  own(formsByType[workflowType({ key, version })]?.steps, name)?.result;

/** Outcomes of a task, computed once, because the schemas of a version never change. */
export function outcomesOf(key: string, version: number, task: string): readonly OutcomeView[] {
  const id = `${key}.${version}.${task}`;
  const known = outcomeViews.get(id);
  if (known) return known;
  const views = Object.entries(taskDefinition(key, version, task)?.outcomes ?? {}).map(([name, title]) => {
    const form = formOf(key, version, task, name);
    return { name, title, schema: formSchema(form), example: form?.example ?? {} };
  });
  outcomeViews.set(id, views);
  return views;
}

/** JSON Schema (2020-12) of a form's `{ decision, content }`. */
export function formSchema(form: RuntimeForm | undefined): object {
  const halves = { decision: form?.decision, content: form?.content };
  const given = Object.entries(halves).filter(
    (entry): entry is [string, z.ZodType] => entry[1] !== undefined,
  );
  return {
    type: 'object',
    properties: Object.fromEntries(given.map(([name, schema]) => [name, withHints(jsonSchema(schema))])),
    required: given.filter(([, schema]) => !schema.safeParse({}).success).map(([name]) => name),
    additionalProperties: false,
  };
}

/** JSON Schema (2020-12) of the input of a schema. */
export function jsonSchema(schema: z.ZodType): object {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io: 'input' });
  return rest;
}
