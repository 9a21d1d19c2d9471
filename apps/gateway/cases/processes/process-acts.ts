import type { ProcessRow } from '../../../../domain/cases/processes/process-row.js';
import { detail } from '../../../../domain/messages/index.js';
import { DubanError } from '../../../../workflows/engine/errors.js';
import type { Actor } from '../../platform/identity/actor.js';
import { assertAnyRole } from '../../platform/identity/assert-any-role.js';
import { judged } from '../../platform/problems/refusal.js';
import { assertServed, definitionOf } from '../definitions/task-forms.js';
import type { Businesses } from '../registration/businesses.js';
import type { ProcessActsView } from './process-view.js';
import { OPERATORS } from './stuck-processes.js';

/** Roles that suspend and resume processes. */
export const SUSPENDERS = ['supervisor'] as const;

/** @throws {DubanError} FORBIDDEN */
export function assertSender(businesses: Businesses, actor: Actor, key: string, message: string): void {
  const senders = businesses.senders(key, message);
  if (senders.length === 0) throw new DubanError('FORBIDDEN', detail('cases.messageNotForStaff'));
  assertAnyRole(actor, senders);
}

/**
 * What an account may do with a process now. Only the process knows which messages it waits for, so that one of them may
 * still be refused with MESSAGE_NOT_EXPECTED.
 */
export async function processActs(
  businesses: Businesses,
  actor: Actor,
  process: ProcessRow,
): Promise<ProcessActsView> {
  const { key, version } = process;
  const titles = (definitionOf(key, version)?.messages ?? {}) as Record<string, { title: string }>;
  const forStaff = Object.entries(titles).filter(([name]) => businesses.senders(key, name).length > 0);
  const messages = forStaff.map(async ([name, { title }]) => ({
    name,
    title,
    ...(await judged(() => {
      assertServed(key, version);
      assertSender(businesses, actor, key, name);
      assertNotEnded(process);
      if (process.state === 'suspended') throw new DubanError('PROCESS_SUSPENDED');
    })),
  }));
  const [suspend, resume, cancel] = await Promise.all([
    judged(() => {
      assertAnyRole(actor, SUSPENDERS);
      assertNotEnded(process);
      if (process.state === 'suspended') throw new DubanError('PROCESS_SUSPENDED');
    }),
    judged(() => {
      assertAnyRole(actor, SUSPENDERS);
      assertNotEnded(process);
      if (process.state !== 'suspended') throw new DubanError('PROCESS_NOT_SUSPENDED');
    }),
    judged(() => {
      assertAnyRole(actor, OPERATORS);
      assertNotEnded(process);
    }),
  ]);
  return { messages: await Promise.all(messages), suspend, resume, cancel };
}

function assertNotEnded({ ended_at }: ProcessRow): void {
  if (ended_at) throw new DubanError('PROCESS_ENDED');
}
