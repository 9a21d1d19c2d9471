/**
 * Loaded before the worker, in its main thread and in the thread that runs workflow code:
 *
 *     node --import ./dist/apps/worker/workflow-threads.js dist/apps/worker/main.js
 *
 * Takes two things out of the workflow thread that cost more than half of its time (measured, see ARCHITECTURE.md) and
 * that the SDK has no option for:
 *
 * - a stack trace noted for every promise a workflow makes, for a query that we never send (it breaks replay);
 * - a watchdog thread started and ended for every call into workflow code, against code that never yields. One timer
 *   of the main thread watches instead. It cannot stop the one workflow only, so it ends the worker: its supervisor
 *   starts it again, and Temporal gives the other workflows on meanwhile.
 */
import v8 from 'node:v8';
import vm from 'node:vm';
import { getEnvironmentData, isMainThread, setEnvironmentData } from 'node:worker_threads';

/** How long workflow code may run without yielding; the SDK's own limit. */
const LONGEST_CALL_MS = 5_000;
const LOOK_EVERY_MS = 1_000;
const CALL_STARTED_AT = 'duban.workflow-call-started-at';

if (isMainThread) watchCalls();
else prepareWorkflowThread();

function watchCalls(): void {
  /** Epoch milliseconds of the call that runs now; 0 while none does. */
  const startedAt = new BigInt64Array(new SharedArrayBuffer(8));
  setEnvironmentData(CALL_STARTED_AT, startedAt.buffer as unknown as never);
  setInterval(() => {
    const since = Number(Atomics.load(startedAt, 0));
    if (since === 0 || Date.now() - since < LONGEST_CALL_MS) return;
    process.stderr.write(
      `workflow code has not yielded for ${LONGEST_CALL_MS / 1000} s: it blocks every workflow\n`,
    );
    process.exit(1);
  }, LOOK_EVERY_MS).unref();
}

function prepareWorkflowThread(): void {
  const startedAt = new BigInt64Array(getEnvironmentData(CALL_STARTED_AT) as unknown as SharedArrayBuffer);
  const { runInContext } = vm.Script.prototype;
  vm.Script.prototype.runInContext = function (context, options) {
    const { timeout, ...others } = { ...(options as vm.RunningScriptOptions | undefined) };
    if (timeout === undefined) return runInContext.call(this, context, others);
    Atomics.store(startedAt, 0, BigInt(Date.now()));
    try {
      return runInContext.call(this, context, others);
    } finally {
      Atomics.store(startedAt, 0, 0n);
    }
  };
  v8.promiseHooks.createHook = () => () => undefined;
}
