/**
 * Tuning `workflow-stack-traces`, written for @temporalio/worker 1.24.0 and Node's promise hooks. Loaded before the worker,
 * in its main thread and in the thread that runs workflow code:
 *
 *     node --import ./dist/infra/temporal/tuning/workflow-threads.js dist/apps/worker/main.js
 *
 * Switches off the stack trace that the SDK notes for every promise a workflow makes, for a query that we never send (it
 * breaks replay). Gain: a quarter of the worker's CPU. The SDK has no option for it, but it goes on without where Node does
 * not offer the hook, and then reports no stacks; so that is what it is shown. Off: start the worker without `--import`.
 */
import v8 from 'node:v8';
import { isMainThread } from 'node:worker_threads';

if (!isMainThread) {
  v8.promiseHooks.createHook = () => {
    throw new Error('promise hooks are switched off in the workflow thread');
  };
}
