import type { Client, WithStartWorkflowOperation } from '@temporalio/client';
import { WorkflowNotFoundError, WorkflowUpdateFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import type {
  CommandEnvelope,
  CommandResult,
  StartArguments,
} from '../../workflows/engine/definition/commands.js';
import { workflowType } from '../../workflows/engine/definition/commands.js';
import { DubanError } from '../../workflows/engine/errors.js';
import type { ProcessMessage } from '../../workflows/engine/runtime/host.js';
import type { ProjectionBatch } from '../../workflows/engine/temporal/process-workflow.js';
import { Simulation } from '../../workflows/engine/analysis/simulation.js';
import { formsByType } from '../../workflows/forms.js';
import { processes } from '../../workflows/registry.js';

const WEEK = 7 * 86_400_000;

/**
 * A Temporal client whose workflows run in this program, with the parts that commands need, so that a gateway can be
 * tested without a server. Task timeouts are a week away, which never passes.
 *
 * @param options.project called with the events that no caller carries, as the worker's activity is
 */
export function simulatedTemporal(
  options: { project?: (batch: ProjectionBatch) => Promise<unknown> } = {},
): Client {
  const running = new Map<string, Simulation>();
  const answered = new Map<string, Promise<CommandResult>>();

  const start = async (type: string, id: string, { input }: StartArguments): Promise<void> => {
    if (running.has(id)) return;
    const process = processes.find(({ definition }) => workflowType(definition) === type)!;
    const simulation = new Simulation(process, input, {
      startAt: Date.now(),
      taskTimeoutMs: WEEK,
      stepResult: (step) => formsByType[type]?.steps?.[step]?.example,
    });
    running.set(id, simulation);
    await simulation.start();
  };
  const update = async (id: string, envelope: CommandEnvelope): Promise<CommandResult> => {
    const simulation = running.get(id);
    if (!simulation || simulation.result !== null)
      throw new WorkflowNotFoundError('not running', id, undefined);
    const before = envelope.command.kind === 'begin' ? 0 : simulation.events.length;
    await simulation.advance(Math.max(0, Date.now() - simulation.run.host.now()));
    try {
      simulation.run.check(envelope.command);
      simulation.run.apply(envelope);
      await simulation.settle();
    } catch (error) {
      throw error instanceof DubanError ? refused(error) : error;
    }
    return { events: simulation.events.slice(before) };
  };
  /** Nobody waits for what it leads to: it leaves through the activity, as the worker would call it. */
  const signal = async (id: string, message: ProcessMessage): Promise<void> => {
    const simulation = running.get(id);
    if (!simulation || simulation.result !== null)
      throw new WorkflowNotFoundError('not running', id, undefined);
    const before = simulation.events.length;
    await simulation.advance(Math.max(0, Date.now() - simulation.run.host.now()));
    simulation.run.receive(message);
    await simulation.settle();
    const [key, process] = id.split('/') as [string, string];
    const { version } = simulation.run.definition;
    await options.project?.({ process, key, version, events: simulation.events.slice(before) });
  };
  /** An update id that came before is answered as before. */
  const once = (id: string, envelope: CommandEnvelope): Promise<CommandResult> => {
    const known = answered.get(envelope.id) ?? update(id, envelope);
    answered.set(envelope.id, known);
    return known;
  };

  const client = {
    withDeadline: (_deadline: number, work: () => Promise<unknown>) => work(),
    connection: { close: async () => undefined },
    workflowService: { describeTaskQueue: async () => ({ pollers: [{}] }) },
    workflow: {
      signalWithStart: async () => undefined,
      getHandle: (id: string) => ({
        executeUpdate: (_name: string, { args }: { args: [CommandEnvelope] }) => once(id, args[0]),
        signal: (_name: string, message: ProcessMessage) => signal(id, message),
        describe: async () => {
          if (!running.has(id)) throw new WorkflowNotFoundError('not there', id, undefined);
          return { status: { name: running.get(id)!.result === null ? 'RUNNING' : 'COMPLETED' }, raw: {} };
        },
      }),
      executeUpdateWithStart: async (
        _name: string,
        request: { args: [CommandEnvelope]; startWorkflowOperation: WithStartWorkflowOperation<never> },
      ) => {
        const { workflowTypeOrFunc, options } = request.startWorkflowOperation;
        const { workflowId, args } = options as unknown as { workflowId: string; args: [StartArguments] };
        await start(workflowTypeOrFunc as string, workflowId, args[0]);
        return once(workflowId, request.args[0]);
      },
    },
  };
  return client as unknown as Client;
}

const refused = ({ code, message, details }: DubanError): WorkflowUpdateFailedError =>
  new WorkflowUpdateFailedError(
    'refused',
    ApplicationFailure.create({ type: code, message, nonRetryable: true, details: [details] }),
  );
