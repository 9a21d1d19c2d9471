import type { Config } from '../../config/config.js';
import { isTuned } from '../../config/tuning.js';

/**
 * Workflow code that runs so long without yielding is ended by the SDK, and its workflow task is retried later. Until then
 * every other workflow of the worker waits. A call usually takes some milliseconds.
 */
const LONGEST_CALL = '2 seconds';

/**
 * Tuning `workflow-call-limit`, written for @temporalio/worker 1.24.0, for `Worker.create`. With the SDK's own five seconds
 * two looping cases keep the others waiting for longer than a caller does. The SDK takes this option without offering it in
 * its types: a version that no longer knows it changes nothing but the five seconds, and
 * test/regression/endless-loop-beside-healthy-processes.test.ts fails. Off: the SDK's five seconds.
 */
export const longestCall = (config: Pick<Config, 'DUBAN_TUNING_OFF'>): object =>
  isTuned(config, 'workflow-call-limit') ? { isolateExecutionTimeout: LONGEST_CALL } : {};
