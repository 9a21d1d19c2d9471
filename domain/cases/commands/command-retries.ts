import type { DataSource } from 'typeorm';
import { poolOf } from '../../../infra/database/data-source.js';
import { describeError } from '../incidents/describe-error.js';
import { IncidentsRepository } from '../incidents/incidents.repository.js';
import { commandOf, type AcceptedCommand } from './command-store.js';
import { CommandsRepository, type Share } from './commands.repository.js';

/** A failed attempt to apply a command. */
export interface CommandFailure {
  readonly command: string;
  readonly process: string;
  readonly kind: string;
  readonly attempts: number;
  readonly stuck: boolean;
  readonly error: string;
}

/** Which accepted commands are sent again, and when: 15 s after the first failure, then doubling to 10 minutes. */
export class CommandRetries {
  private readonly commands: CommandsRepository;
  private readonly incidents: IncidentsRepository;

  /** @param types workflow types that this program knows: other programs send the commands to others */
  constructor(dataSource: DataSource, types: readonly string[]) {
    this.commands = new CommandsRepository(dataSource, types);
    this.incidents = new IncidentsRepository(poolOf(dataSource));
  }

  /**
   * Claims the oldest command of each process, where it is due; for `olderThanMs` no other worker claims it. A cancel does
   * not wait for commands that were accepted before it.
   */
  async claim(olderThanMs: number, limit: number, share: Share): Promise<AcceptedCommand[]> {
    return (await this.commands.claim({ olderThanMs, limit, share })).map(commandOf);
  }

  /** Claims the next command of a process; null when none is due. */
  async claimNext(process: string, olderThanMs: number): Promise<AcceptedCommand | null> {
    const [row] = await this.commands.claim({ olderThanMs, limit: 1, share: 'all', process });
    return row ? commandOf(row) : null;
  }

  /**
   * Records that a command has failed, and raises an incident once it is stuck.
   *
   * @param options.counts false: Temporal is unavailable, so the failure does not count against the command
   * @param options.hopeless retries fail until somebody changes a setting: stuck at once
   * @returns null when the command is settled already
   */
  async recordFailure(
    { id, process, command }: Pick<AcceptedCommand, 'id' | 'process' | 'command'>,
    error: unknown,
    options: { readonly counts: boolean; readonly hopeless: boolean },
  ): Promise<CommandFailure | null> {
    const text = describeError(error);
    const row = await this.commands.recordFailure(id, { error: text, ...options });
    if (!row) return null;
    if (row.stuck) await this.incidents.raise(process, 'command', error);
    return { command: id, process, kind: command.kind, ...row, error: text };
  }

  /** Resolves the incidents of processes that no longer have a stuck command. */
  resolveIncidents(): Promise<void> {
    return this.incidents.resolveCommands();
  }
}
