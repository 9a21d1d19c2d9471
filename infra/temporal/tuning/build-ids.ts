import type { WorkflowClientInterceptor } from '@temporalio/client';
import { defineSearchAttributeKey, SearchAttributeType, TypedSearchAttributes } from '@temporalio/common';
import type { Config } from '../../config/config.js';
import { isTuned } from '../../config/tuning.js';

/** The server's own search attribute; how it writes it is not documented. */
const BUILD_IDS = defineSearchAttributeKey('BuildIds', SearchAttributeType.KEYWORD_LIST);

/**
 * Tuning `build-ids`, written for the server of Temporal CLI 1.9.1: interceptors for a `Client` that start each process with
 * its worker's build already filled in. The server notes after the first workflow task which build did it, and writes the
 * workflow to its visibility store once more if that was not known. All our workers say the same: what a process needs to
 * know of versions is in its type. Gain: one write a process; with one partition a task queue, no forced refresh of search
 * attributes and no gzip to the worker a fifth of the CPU of a letter (docs/benchmarks.md). Off: the server writes twice.
 *
 * @param buildId of every worker
 */
export function buildIdInterceptors(
  config: Pick<Config, 'DUBAN_TUNING_OFF'>,
  buildId: string,
): WorkflowClientInterceptor[] {
  if (!isTuned(config, 'build-ids')) return [];
  const typedSearchAttributes = new TypedSearchAttributes([
    { key: BUILD_IDS, value: ['unversioned', `unversioned:${buildId}`] },
  ]);
  return [
    {
      startUpdateWithStart: (input, next) =>
        next({ ...input, workflowStartOptions: { ...input.workflowStartOptions, typedSearchAttributes } }),
    },
  ];
}
