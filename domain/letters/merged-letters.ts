import type { ParentMessage } from '../../workflows/letters/merged.js';

/** A merged letter and the last letter of the chain that it follows, from the read model. */
export interface FollowingLetter {
  readonly child: string;
  /** `merged`, or `rejected` while its writer may object to a shared rejection. */
  readonly childStage: 'merged' | 'rejected';
  /** 0 if the letter that it was merged into does not exist. */
  readonly depth: number;
  /** True if an open letter stands between the two: it is followed when the last one ends without a result. */
  readonly between: boolean;
  readonly letter: string;
  readonly stage: string | null;
  readonly result: string | null;
  readonly ended: boolean;
  readonly facts: {
    readonly answered?: boolean;
    readonly class?: string;
    readonly lead?: string;
    readonly repliedAt?: number;
    readonly replyTask?: number;
    readonly rejectReason?: string;
    readonly followedTask?: number | null;
  };
  readonly secret: boolean;
  /** Id of the letter that holds the answer, rejection or explanation: the last one, or the one that it shares a text with. */
  readonly source: string;
  readonly erased: boolean;
  /** Number of the task with its own last rejection or explanation. */
  readonly textTask: number | null;
  /** True while its writer's objection to a rejection is undecided. */
  readonly reconsidered: boolean;
}

/**
 * Chooses the message `parent` for a merged letter; null while nothing new has happened. The writer of a rejected letter
 * keeps the right to object, unless the letter that it followed is accepted after all.
 */
export function parentMessageFor(row: FollowingLetter): ParentMessage | null {
  const stands = standingOf(row);
  const known = row.childStage === 'merged' ? ['goesOn'] : ['rejected', 'gone'];
  if (known.includes(stands) || (stands === 'gone' && row.between)) return null;
  const { facts, source, letter, textTask } = row;
  const own = source === letter;
  const sourceAt = (task: number | null | undefined): Pick<ParentMessage, 'source'> => ({
    source: { letter: source, ...(task != null && { task }) },
  });
  switch (stands) {
    case 'answered': {
      const { class: letterClass, lead, repliedAt } = facts;
      const answer = letterClass !== undefined &&
        lead !== undefined &&
        repliedAt !== undefined && { answer: { class: letterClass, lead, repliedAt } };
      return { stands, ...sourceAt(own ? facts.replyTask : facts.followedTask), ...answer };
    }
    case 'rejected':
      return {
        stands,
        ...sourceAt(own ? textTask : facts.followedTask),
        ...(facts.rejectReason !== undefined && { reason: facts.rejectReason }),
      };
    case 'explained':
      return { stands, ...sourceAt(own ? textTask : facts.followedTask) };
    case 'petition':
      return { stands, ...sourceAt(null) };
    default:
      return { stands };
  }
}

/** What has become of the followed letter. Of an accusation only its transfer is disclosed. */
function standingOf(row: FollowingLetter): ParentMessage['stands'] {
  const { depth, secret, ended, result, erased, facts, stage, reconsidered } = row;
  if (depth === 0) return 'gone';
  if (result === 'discipline' || result === 'transferred') return result;
  if (secret) return ended ? 'gone' : 'goesOn';
  if (result === 'petition') return result;
  if (erased) return 'gone';
  if (facts.answered) return 'answered';
  if (result === 'explained' || result === 'rejected') return result;
  if (ended) return 'gone';
  return stage === 'rejected' || reconsidered ? 'rejected' : 'goesOn';
}
