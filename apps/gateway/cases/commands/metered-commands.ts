import { Injectable } from '@nestjs/common';
import type { Idempotency } from '../../../../domain/cases/commands/command-store.js';
import {
  ProcessCommands,
  type Outcome,
  type SendRequest,
  type StartRequest,
} from '../../../../domain/cases/commands/process-commands.js';
import { DubanError } from '../../../../workflows/engine/errors.js';
import { countCommand } from '../../platform/metrics/metrics.js';
import type { Startable } from '../../../../workflows/engine/definition/process.js';

/** Sends commands and counts them by result. */
@Injectable()
export class MeteredCommands {
  constructor(private readonly commands: ProcessCommands) {}

  start<I>(process: Startable<I>, request: StartRequest<NoInfer<I>>): Promise<Outcome> {
    return counted('begin', this.commands.start(process, request));
  }

  /** Not counted: a repeated request is no new command. See `ProcessCommands.repeated`. */
  repeated(account: string, idempotency: Idempotency | undefined): Promise<Outcome | null> {
    return this.commands.repeated(account, idempotency);
  }

  send(request: SendRequest): Promise<Outcome> {
    return counted(request.command.kind, this.commands.send(request));
  }

  withdraw(...request: Parameters<ProcessCommands['withdraw']>): ReturnType<ProcessCommands['withdraw']> {
    return this.commands.withdraw(...request);
  }
}

async function counted(kind: string, sent: Promise<Outcome>): Promise<Outcome> {
  try {
    const outcome = await sent;
    countCommand(kind, outcome.state);
    return outcome;
  } catch (error) {
    countCommand(kind, error instanceof DubanError ? error.code : 'INTERNAL');
    throw error;
  }
}
