import type { P } from './route.js';

/** Decision of the message `parent`: what has become of the letter that a merged one follows. */
export type ParentMessage = Awaited<ReturnType<P['message']['parent']>>['decision'];

/** How a merged letter continues once the letter that it follows has a result. */
export type Followed =
  | { readonly end: 'answered'; readonly lead: string; readonly shared: true }
  | { readonly end: 'explained' | 'rejected' | 'petition' | 'discipline' | 'transferred' }
  /** The writer objects to the shared rejection. */
  | { readonly end: 'objected' }
  /** The letter that it followed ended without a result. */
  | { readonly end: 'separated' };

/**
 * Waits until the letter that this one was merged into has a result. That letter may have been merged itself, and it may
 * end without any of its own code running. Workers therefore poll the read model and send the message `parent`
 * (domain/letters/follow-parents.ts). Each writer rates a shared answer, and objects to a shared rejection, separately.
 *
 * @param into id of the letter that this one was merged into
 * @param office lead unit of an answer that no unit gave
 */
export async function untilParentStands(p: P, into: string, office: string): Promise<Followed> {
  p.facts({ mergedInto: into });
  p.stage('merged');
  let message = await p.message.parent();
  for (;;) {
    const { stands, source, answer, reason } = message.decision;
    const shared = { followed: source?.letter ?? null, followedTask: source?.task ?? null };
    switch (p.choice.parent(stands)) {
      case 'answered': {
        const lead = answer?.lead ?? office;
        p.facts({ ...shared, class: answer?.class, lead, repliedAt: answer?.repliedAt, answered: true });
        return { end: 'answered', lead, shared: true };
      }
      case 'explained':
        p.facts(shared);
        p.stage('closed');
        return { end: 'explained' };
      case 'rejected': {
        p.facts({ ...shared, rejectReason: reason });
        const next = await p.race({
          objection: (p) => p.task.object({ to: '' }),
          received: (p) => p.message.parent(),
        });
        if (next.won === 'received') {
          message = next.value;
          continue;
        }
        if (next.value.outcome === 'expired') return { end: 'rejected' };
        p.facts({ mergedInto: null });
        return { end: 'objected' };
      }
      case 'petition':
        p.facts(shared);
        p.stage('petition');
        return { end: 'petition' };
      case 'discipline':
        return transferred(p, 'discipline');
      case 'transferred':
        return transferred(p, 'transferred');
      case 'gone':
        p.facts({ mergedInto: null, followed: null, followedTask: null });
        return { end: 'separated' };
      case 'goesOn':
        p.facts({ followed: null, followedTask: null });
        p.stage('merged');
        message = await p.message.parent();
    }
  }
}

/** Ends a letter whose matter has turned out to be an accusation, without naming the letter that it followed. */
function transferred<End extends 'discipline' | 'transferred'>(p: P, end: End): { readonly end: End } {
  p.facts({ confidential: true, mergedInto: null, followed: null, followedTask: null });
  p.stage(end);
  return { end };
}
