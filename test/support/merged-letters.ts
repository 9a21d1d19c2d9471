import type { DataSource } from 'typeorm';
import { followParents } from '../../domain/letters/follow-parents.js';
import { ProcessCommands } from '../../domain/cases/commands/process-commands.js';
import { DATA_SOURCE } from '../../apps/gateway/platform/tokens.js';
import type { Answer, TestGateway } from './gateway.js';
import { asWriter, complete, sendLetter, statusOf, type SentLetter } from './letters.js';

const clerk = 'mailbox.clerk';
const reviewer = 'mailbox.reviewer';

/** Acts for citizens and offices on merged letters, over one gateway. */
export class MergedLetters {
  constructor(private readonly gateway: TestGateway) {}

  send(fields: object = {}): Promise<SentLetter> {
    return sendLetter(this.gateway, fields);
  }

  /** @param target what names the letter; its number by default */
  merge(letter: SentLetter, into: SentLetter, target: string = into.letterNo): Promise<Answer> {
    const decision = { into: target };
    return complete(this.gateway, letter.process, {
      name: 'register',
      as: clerk,
      outcome: 'merge',
      decision,
    });
  }

  /** Merges a new letter into another new letter. */
  async merged(fields: object = {}): Promise<{ child: SentLetter; parent: SentLetter }> {
    const [parent, child] = [await this.send(), await this.send(fields)];
    const { status, body } = await this.merge(child, parent);
    if (status !== 200) throw new Error(JSON.stringify(body));
    return { child, parent };
  }

  /** Runs one poll of the worker. @returns number of letters notified */
  follow(): Promise<number> {
    const { app } = this.gateway;
    const log = {
      info: () => undefined,
      error: (fields: object, message: string) => {
        throw new Error(message, { cause: (fields as { err?: unknown }).err });
      },
    };
    const dataSource = app.get<DataSource>(DATA_SOURCE);
    return followParents({ dataSource, commands: app.get(ProcessCommands) }, log);
  }

  /** Completes the open task of this name. @throws {Error} when that is refused */
  async does(
    letter: SentLetter,
    name: string,
    as: string,
    outcome: string,
    more: object = {},
  ): Promise<void> {
    const { status, body } = await complete(this.gateway, letter.process, { name, as, outcome, ...more });
    if (status !== 200) throw new Error(`${name}/${outcome}: ${JSON.stringify(body)}`);
  }

  /** Runs a letter until the answer of a unit passes its review. */
  async answer(letter: SentLetter, reply: string, unit = 'ZJJ'): Promise<void> {
    await this.dispatch(letter, unit);
    await this.does(letter, 'draft', `${unit.toLowerCase()}.clerk`, 'submit', { content: { reply } });
    await this.does(letter, 'signOff', `${unit.toLowerCase()}.signer`, 'sign');
    await this.does(letter, 'review', reviewer, 'pass');
  }

  /** Assigns a letter to a unit, which signs for it. */
  async dispatch(letter: SentLetter, unit = 'ZJJ'): Promise<void> {
    const decision = { class: 'HELP', lead: unit, coUnits: [] };
    await this.does(letter, 'register', clerk, 'dispatch', { decision });
    await this.does(letter, 'sign', `${unit.toLowerCase()}.clerk`, 'sign');
  }

  async refuse(letter: SentLetter, explanation: string): Promise<void> {
    const decision = { reason: 'OUT_OF_SCOPE' };
    await this.does(letter, 'register', clerk, 'reject', { decision, content: { explanation } });
  }

  async cancel(letter: SentLetter): Promise<void> {
    const path = `/processes/${letter.process}/cancel`;
    const { status, body } = await this.gateway.request('POST', path, {
      as: 'supervisor',
      body: { reason: '误录' },
    });
    if (status !== 200) throw new Error(JSON.stringify(body));
  }

  lookup(letter: SentLetter): Promise<Answer['body']> {
    return statusOf(this.gateway, letter);
  }

  citizen(action: string, letter: SentLetter, fields: object = {}): Promise<Answer> {
    return asWriter(this.gateway, action, letter, fields);
  }
}

/** Returns the texts of a letter's public timeline. */
export const stepsOf = (status: Answer['body']): string[] =>
  (status.timeline as { text: string }[]).map(({ text }) => text);
