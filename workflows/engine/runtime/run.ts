import { AppliedCommand } from './applied-command.js';
import { Branch } from './branch.js';
import { ProcessClocks } from './process-clocks.js';
import type { Command, CommandEnvelope } from '../definition/commands.js';
import { buildContext } from './context-builder.js';
import type { Process } from '../definition/context.js';
import type { ProcessDefinition } from '../definition/definition.js';
import { DubanError } from '../errors.js';
import type { Actor, NewEvent, ProcessEvent } from '../definition/events.js';
import { ChildProcesses } from './child-processes.js';
import type { Host, ProcessMessage } from './host.js';
import { ProcessIncidents } from './process-incidents.js';
import { ExpectedMessages } from './expected-messages.js';
import { ProcessTasks } from './process-tasks.js';
import { UnitSuccessors } from './unit-successors.js';

/**
 * One running process: the behaviour, what it holds open, and the events it has emitted. Knows nothing of Temporal; a
 * Host connects it to the world. Everything here is synchronous: a command changes the state, then the behaviour runs to
 * its next wait.
 */
export class Run {
  readonly definition: ProcessDefinition;
  readonly root = new Branch(null);
  readonly clocks: ProcessClocks;
  readonly children: ChildProcesses;
  readonly incidents: ProcessIncidents;
  readonly messages: ExpectedMessages;
  readonly tasks: ProcessTasks;
  readonly units = new UnitSuccessors();
  result: string | null = null;
  suspended = false;

  private seq = 0;
  private outbox: ProcessEvent[] = [];
  private stage = '';
  /** The fact of that name: the unit that handles the case. */
  private lead: unknown = undefined;
  private resumedAt = -Infinity;
  /** Name of a task or clock -> the day that takes the place of its `due`. */
  private readonly correctedDays = new Map<string, string>();
  private readonly applied: AppliedCommand;
  private readonly withdrawn = new Set<string>();
  private cancelProcess: (result: string) => void = () => undefined;

  constructor(
    private readonly process: Process,
    readonly host: Host,
  ) {
    this.definition = process.definition;
    this.applied = new AppliedCommand(host);
    const emit = (event: NewEvent, since?: number): number => this.emit(event, since);
    this.clocks = new ProcessClocks(emit, this.definition, this.correctedDays);
    this.children = new ChildProcesses(
      host,
      emit,
      () => this.applied.acceptedAt,
      (branch, signal, child) => this.incidents.strand(branch, signal, child),
    );
    this.incidents = new ProcessIncidents(host, emit);
    this.messages = new ExpectedMessages(host);
    this.tasks = new ProcessTasks({
      ...{ definition: this.definition, host, emit },
      ...{ clocks: this.clocks, incidents: this.incidents, applied: this.applied },
      correctedDays: this.correctedDays,
      enterStage: (stage) => this.enterStage(stage),
      isSuspended: () => this.suspended,
    });
  }

  /** Runs the behaviour to its end. @returns its result, or `cancelled` */
  async start(input: unknown): Promise<string> {
    const cancelled = new Promise<string>((resolve) => (this.cancelProcess = resolve));
    this.emit({ type: 'process.started' });
    const behaviour = this.process.behaviour as unknown as (p: unknown, input: unknown) => Promise<string>;
    const result = await Promise.race([behaviour(buildContext(this, this.root), input), cancelled]).catch(
      (error: unknown) => {
        if (this.result !== null) return this.result; // a cancel also ends a behaviour that throws
        throw error;
      },
    );
    if (this.result !== null) return this.result; // cancelled, perhaps in the very instant of its end
    this.host.follows?.(this.root.last, `end:${result}`);
    this.root.cancel();
    this.clocks.stopAll();
    this.emit({ type: 'process.completed', result });
    this.result = result;
    return result;
  }

  /**
   * @param since epoch ms before which the event cannot have been caused
   * @returns the instant of the event, epoch ms
   */
  emit(event: NewEvent, since = -Infinity): number {
    this.seq += 1;
    const at = this.host.now();
    const actedAt = this.applied.actedAt(event.type, since);
    this.outbox.push({ seq: this.seq, at, ...(actedAt < at && { actedAt }), ...event });
    return at;
  }

  get lastSeq(): number {
    return this.seq;
  }
  get hasEvents(): boolean {
    return this.outbox.length > 0;
  }
  /** Returns every event not taken yet. The caller is their only carrier. */
  takeEvents(): ProcessEvent[] {
    const events = this.outbox;
    this.outbox = [];
    return events;
  }

  /**
   * Rejects a command that has been withdrawn, or that was accepted after events which this workflow does not have; then
   * checks it as `check`.
   *
   * @throws DubanError COMMAND_WITHDRAWN, PROCESS_LOST, and as `check`
   */
  admit({ id, command, seen = 0 }: CommandEnvelope): void {
    if (this.withdrawn.has(id)) throw new DubanError('COMMAND_WITHDRAWN');
    if (seen > this.seq)
      throw new DubanError('PROCESS_LOST', {
        code: 'engine.eventsMissing',
        params: { seen, emitted: this.seq },
      });
    this.check(command);
  }

  /**
   * Rejects a command that cannot be applied now, without any effect.
   *
   * @throws DubanError PROCESS_ENDED, PROCESS_SUSPENDED, PROCESS_NOT_SUSPENDED, MESSAGE_NOT_EXPECTED, TASK_NOT_OPEN,
   * OUTCOME_NOT_ALLOWED, UNIT_NOT_ALLOWED, ROLE_NOT_ALLOWED, FOUR_EYES
   */
  check(command: Command): void {
    if (this.result !== null) throw new DubanError('PROCESS_ENDED');
    switch (command.kind) {
      case 'begin':
      case 'recalculate':
      case 'redate':
      case 'succeed':
      case 'cancel':
        return;
      case 'suspend':
        if (this.suspended) throw new DubanError('PROCESS_SUSPENDED');
        return;
      case 'resume':
        if (!this.suspended) throw new DubanError('PROCESS_NOT_SUSPENDED');
        return;
      case 'reassign':
        this.tasks.find(command.task);
        return;
      case 'message':
        this.assertNotSuspended();
        if (!this.messages.includes(command.name))
          throw new DubanError('MESSAGE_NOT_EXPECTED', {
            code: 'engine.messageNotExpected',
            params: { message: command.name },
          });
        return;
      case 'complete':
        this.assertNotSuspended();
        this.tasks.assertMayComplete(command);
    }
  }

  /** Applies a command. Admits it again, because another one may have been applied in between. @throws as `admit` */
  apply(envelope: CommandEnvelope): void {
    const { command, id } = envelope;
    const by: Actor = { account: command.by.account, unit: command.by.unit };
    this.admit(envelope);
    this.applied.set(envelope);
    switch (command.kind) {
      case 'begin':
        return;
      case 'complete':
        return this.tasks.complete(command, by, id);
      case 'message':
        this.emit({ type: 'message.received', name: command.name, by, command: id });
        return this.messages.deliver(command.name, command.decision, by);
      case 'reassign':
        return this.tasks.reassign(command, by, id);
      case 'succeed':
        return this.succeed(command, by, id);
      case 'suspend':
        return this.suspend(by, id);
      case 'resume':
        return this.resume(by, id);
      case 'cancel':
        return this.cancel(by, id, command.mistaken);
      case 'redate':
        return this.redate(command, by, id);
      case 'recalculate':
        this.tasks.recalculate(command, envelope.acceptedAt ?? this.host.now());
    }
  }

  /** Takes a message from another process. It cannot be rejected: one that comes too late has no effect. */
  receive(message: ProcessMessage): void {
    if (this.result !== null) return;
    if (message.kind === 'signal') return this.children.receive(message);
    if (message.kind === 'withdraw') return void this.withdrawn.add(message.command);
    if (message.kind === 'redate') {
      const { command: id, at, days } = message;
      const command = { kind: message.kind, days, facts: {}, by: { ...message.by, roles: [] } };
      return this.apply({ id, command, ...(at !== undefined && { acceptedAt: at }) });
    }
    if (message.kind !== 'cancel' && this.suspended === (message.kind === 'suspend')) return;
    const {
      by = SYSTEM,
      command: id = this.host.newId(),
      mistaken,
    } = message.kind === 'cancel' ? message : {};
    const actor = { ...by, roles: [] };
    const command: Command =
      message.kind === 'cancel'
        ? { kind: message.kind, by: actor, ...(mistaken && { mistaken }) }
        : { kind: message.kind, by: actor };
    this.apply({ id, command, ...(message.at !== undefined && { acceptedAt: message.at }) });
  }

  /** Publishes facts. The fact `lead` names the unit that handles the case, and follows the unit's successor. */
  publish(facts: Readonly<Record<string, unknown>>): void {
    const published = this.units.in(facts, 'lead');
    if ('lead' in published) this.lead = published['lead'];
    this.emit({ type: 'facts', facts: published });
  }

  enterStage(stage: string): void {
    if (stage === this.stage) return;
    this.stage = stage;
    this.emit({ type: 'stage.entered', stage });
  }

  /** What the unit has open moves at once; what the behaviour asks of the unit later goes to its successor. */
  private succeed({ from, unit }: Extract<Command, { kind: 'succeed' }>, by: Actor, command: string): void {
    this.units.add(from, unit);
    this.emit({ type: 'unit.succeeded', from, unit, by, command });
    this.tasks.moveUnit(from, unit, by, command);
    this.clocks.moveUnit(from, unit);
    if (this.lead === from) this.publish({ lead: unit });
  }

  private suspend(by: Actor, command: string): void {
    this.suspended = true;
    this.children.sendAll({ kind: 'suspend' });
    this.emit({ type: 'process.suspended', by, command }, this.resumedAt);
    this.tasks.pauseTimers(this.applied.actedAt('process.suspended', this.resumedAt));
  }

  /** Counts from now, not from the acceptance of the command: nobody could use the time in between. */
  private resume(by: Actor, command: string): void {
    this.suspended = false;
    this.children.sendAll({ kind: 'resume' });
    this.resumedAt = this.emit({ type: 'process.resumed', by, command });
    this.tasks.resumeTimers(this.resumedAt);
  }

  /** Also applies to tasks and clocks that start later, and to children that do. */
  private redate({ days, facts }: Extract<Command, { kind: 'redate' }>, by: Actor, command: string): void {
    for (const [name, day] of Object.entries(days)) this.correctedDays.set(name, day);
    this.emit({ type: 'process.redated', days, by, command });
    if (Object.keys(facts).length > 0) this.emit({ type: 'facts', facts });
    this.clocks.redate();
    this.tasks.redate();
    this.children.redate({ days: Object.fromEntries(this.correctedDays), by, command });
  }

  private cancel(by: Actor, command: string, mistaken?: true): void {
    if (mistaken) this.children.markMistaken();
    this.root.cancel();
    this.clocks.stopAll();
    this.emit({ type: 'process.cancelled', by, command, ...(mistaken && { mistaken }) });
    this.result = 'cancelled'; // at once: the next command may come before the behaviour's promise settles
    this.cancelProcess('cancelled');
  }

  private assertNotSuspended(): void {
    if (this.suspended) throw new DubanError('PROCESS_SUSPENDED');
  }
}

const SYSTEM = { account: 'system', unit: '' } as const;
