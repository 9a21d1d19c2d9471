import type { P } from './route.js';

/** What a merged letter is told of the one that it follows. */
export type ParentTold = Awaited<ReturnType<P['message']['parent']>>['decision'];

/** How it goes on with a letter that was merged into another one. */
export type Followed =
  | { readonly end: 'answered'; readonly lead: string }
  | { readonly end: 'explained' | 'rejected' | 'petition' | 'discipline' | 'transferred' }
  /** Its writer objects to the refusal. */
  | { readonly end: 'objected' }
  /** That one goes on no longer. */
  | { readonly end: 'separated' };

/**
 * A merged letter waits for what becomes of the one it was merged into, which may have been merged itself. That one may end
 * in ways in which none of its code runs, so the read model is asked, and the message `parent` says what it knows
 * (domain/letters/follow-parents.ts). An answer is rated by its own writer, a refusal is its own as well: each may be
 * fought without the other.
 *
 * @param into id of the letter that it was merged into
 * @param office that lead which no unit had
 */
export async function untilParentStands(p: P, into: string, office: string): Promise<Followed> {
  p.facts({ mergedInto: into });
  p.stage('merged');
  let told = await p.message.parent();
  for (;;) {
    const { stands, source, answer, reason } = told.decision;
    const heard = { followed: source?.letter ?? null, followedTask: source?.task ?? null };
    switch (p.choice.parent(stands)) {
      case 'answered': {
        const lead = answer?.lead ?? office;
        p.facts({ ...heard, class: answer?.class, lead, repliedAt: answer?.repliedAt, answered: true });
        return { end: 'answered', lead };
      }
      case 'explained':
        p.facts(heard);
        p.stage('closed');
        return { end: 'explained' };
      case 'rejected': {
        p.facts({ ...heard, rejectReason: reason });
        const next = await p.race({
          objection: (p) => p.task.object({ to: '' }),
          told: (p) => p.message.parent(),
        });
        if (next.won === 'told') {
          told = next.value;
          continue;
        }
        if (next.value.outcome === 'expired') return { end: 'rejected' };
        p.facts({ mergedInto: null });
        return { end: 'objected' };
      }
      case 'petition':
        p.facts(heard);
        p.stage('petition');
        return { end: 'petition' };
      case 'discipline':
        return handedOver(p, 'discipline');
      case 'transferred':
        return handedOver(p, 'transferred');
      case 'gone':
        p.facts({ mergedInto: null, followed: null, followedTask: null });
        return { end: 'separated' };
      case 'goesOn':
        p.facts({ followed: null, followedTask: null });
        p.stage('merged');
        told = await p.message.parent();
    }
  }
}

/** The matter has turned out to be an accusation. Which letter that is, nobody learns from this one. */
function handedOver<End extends 'discipline' | 'transferred'>(p: P, end: End): { readonly end: End } {
  p.facts({ confidential: true, mergedInto: null, followed: null, followedTask: null });
  p.stage(end);
  return { end };
}
