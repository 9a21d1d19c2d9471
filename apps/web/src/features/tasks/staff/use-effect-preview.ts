import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Schemas } from '../../../api/client.js';
import { check } from '../../../forms/model/check.js';
import { formFields, type FieldSchema } from '../../../forms/model/schema.js';
import { isEmpty, toSend, valueAt, type FormValues } from '../../../forms/model/values.js';
import { previewQuery, type Preview } from '../acts-api.js';
import type { Outcome, TaskDetail } from '../api.js';

/** A pause after which the server is asked, ms. */
const PAUSE_MS = 400;

export interface Effect {
  /** `incomplete`: the decision is not made yet. `unknown`: the server did not answer. */
  readonly state: 'incomplete' | 'asking' | 'known' | 'unknown';
  readonly preview: Preview | undefined;
}

/**
 * Asks what submitting would do, whenever the decision changes. Texts do not change the effect, only whether they are there:
 * typing one asks once.
 */
export function useEffectPreview(task: TaskDetail, outcome: Outcome | undefined, values: FormValues): Effect {
  const schema = (outcome?.schema ?? {}) as FieldSchema;
  const faults = check(schema, values);
  const isDecided = ![...faults.keys()].some((path) => path.startsWith('decision'));
  const filled = formFields(schema).flatMap(({ path }) =>
    path.startsWith('content.') && !isEmpty(valueAt(values, path)) ? [path] : [],
  );
  const body = { outcome: outcome?.name, ...(toSend(schema, values) as object) } as Schemas['CompleteBody'];
  // What stands at the server may have changed with the task's own state.
  const of = JSON.stringify([outcome?.name, body.decision ?? null, filled, task.assignee, task.state]);
  const settled = useSettled(of);
  const isPossible = isDecided && outcome?.allowed === true;
  const { data, isError, isPlaceholderData } = useQuery({
    ...previewQuery(task.id, settled, body),
    enabled: isPossible && settled === of,
    placeholderData: keepPreviousData,
  });
  if (!isPossible) return { state: 'incomplete', preview: undefined };
  if (isError) return { state: 'unknown', preview: undefined };
  const isOld = isPlaceholderData || settled !== of;
  return { state: isOld ? 'asking' : 'known', preview: data };
}

/** A value once it has not changed for a moment; the first one at once. */
function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
