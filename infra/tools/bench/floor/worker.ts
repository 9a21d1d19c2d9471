/**
 * A worker that runs nothing but the bare workflow, forked with the address of Temporal, a namespace and a task queue.
 * Its pollers and slots are those of apps/worker.
 */
import { join } from 'node:path';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { repoRoot } from '../../../config/repo-root.js';

const [address, namespace, taskQueue] = process.argv.slice(2) as [string, string, string];
Runtime.install({ logger: new DefaultLogger('ERROR') });
const connection = await NativeConnection.connect({ address });
const worker = await Worker.create({
  connection,
  namespace,
  taskQueue,
  workflowsPath: join(repoRoot, 'infra', 'tools', 'bench', 'floor', 'workflow.ts'),
  maxConcurrentWorkflowTaskExecutions: 200,
  workflowTaskPollerBehavior: { type: 'simple-maximum', maximum: 40 },
});
process.once('disconnect', () => process.exit());
process.send!('ready');
await worker.run();
