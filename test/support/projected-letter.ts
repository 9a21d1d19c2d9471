import { randomUUID } from 'node:crypto';
import { timeoutInstant } from '../../domain/cases/time-limits/ladder.js';
import { Projection } from '../../domain/cases/read-model/projection.js';
import type { Command } from '../../workflows/engine/definition/commands.js';
import type { Process } from '../../workflows/engine/definition/process.js';
import { Simulation } from '../../workflows/engine/analysis/simulation.js';
import { mailboxLetterProcess } from '../../workflows/letters/behaviour.js';
import { at, type LateLetters } from './cards.js';

const operator = { account: 'admin', unit: '', roles: [] } as const;

/**
 * A letter whose process runs in memory, at instants in Shanghai that the test names. Its events are projected at once. No
 * SLA monitor runs: the test raises the cards.
 */
export class ProjectedLetter {
  /** Instants at which the SLA monitor was to be woken, epoch ms. */
  readonly wakes: number[] = [];
  private projected = 0;
  private now: number;

  private constructor(
    readonly id: string,
    readonly simulation: Simulation,
    private readonly projection: Projection,
    start: number,
  ) {
    this.now = start;
  }

  /** A letter that is received at an instant and forwarded at once. */
  static async dispatched(
    letters: LateLetters,
    civil: string,
    assignment: { class?: string; lead?: string; coUnits?: string[] } = {},
  ): Promise<ProjectedLetter> {
    const { policies: timeLimits, database } = letters;
    const start = at(civil);
    const input = { office: 'QGZ', kind: 'CONSULT', namedUnits: [], wantsPublic: false };
    const simulation = new Simulation(mailboxLetterProcess, input, {
      startAt: start,
      timeoutInstant: (request) =>
        timeoutInstant({ ...timeLimits.basisAt(request.from), ...request, caseClass: request.class }),
    });
    const projection = new Projection({
      dataSource: database.dataSource,
      timeLimits,
      processes: [mailboxLetterProcess as Process],
      wakeSlaMonitor: (instant) => void letter.wakes.push(instant),
    });
    const letter = new ProjectedLetter(await letters.letter(), simulation, projection, start);
    await simulation.start();
    await letter.project();
    const decision = { class: 'CONSULT', lead: '522601', coUnits: [], ...assignment };
    return letter.complete(civil, 'register', 'dispatch', decision);
  }

  /** @param acceptedAt when the gateway had accepted it, if the process applies it later */
  async complete(
    civil: string,
    task: string,
    outcome: string,
    decision: unknown = {},
    acceptedAt: string = civil,
  ): Promise<this> {
    await this.until(civil);
    await this.simulation.complete(task, outcome, decision, { acceptedAt: at(acceptedAt) });
    return this.project();
  }

  async send(
    civil: string,
    command: Command extends infer C ? (C extends Command ? Omit<C, 'by'> : never) : never,
    acceptedAt: string = civil,
  ): Promise<this> {
    await this.until(civil);
    const instants = { acceptedAt: at(acceptedAt) };
    await this.simulation.send({ ...command, by: operator } as Command, undefined, instants);
    return this.project();
  }

  /** Lets time pass; task timeouts run out on the way. */
  async until(civil: string): Promise<this> {
    await this.simulation.advance(at(civil) - this.now);
    this.now = at(civil);
    return this.project();
  }

  /** Projects the events that are new since the last call. */
  async project(): Promise<this> {
    const events = this.simulation.events
      .slice(this.projected)
      .map((event) => ('command' in event ? { ...event, command: randomUUID() } : event));
    this.projected = this.simulation.events.length;
    if (events.length > 0)
      await this.projection.project({ process: this.id, key: 'mailbox-letter', version: 1, events });
    return this;
  }
}
