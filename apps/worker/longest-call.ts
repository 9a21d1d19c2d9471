/**
 * For Worker.create: workflow code that runs so long without yielding is ended by the SDK, and its workflow task is
 * tried again later. Until then every other workflow of the worker waits. With the SDK's own five seconds two looping
 * cases keep the others waiting for longer than a caller does; a call usually takes some milliseconds.
 *
 * The SDK takes this option without offering it in its types, so a version that no longer knows it changes nothing but
 * the five seconds: test/regression/endless-loop-beside-healthy-processes.test.ts fails then.
 */
export const LONGEST_WORKFLOW_CALL = { isolateExecutionTimeout: '2 seconds' } as const;
