import type { DataSource, EntityManager } from 'typeorm';
import { isSecret } from '../cases/secrecy/secrecy.js';
import type { ParentMessage } from '../../workflows/letters/merged.js';

/** Longer than any real chain of merges; bounds the query if the data has a cycle. */
const LONGEST_CHAIN = 100;

/** Condition over `p`: the letter that the owner of `facts` was merged into. */
const isTarget = (facts: string): string =>
  `p.id = CASE WHEN ${facts} ->> 'mergedInto' ~ '^[0-9a-fA-F-]{36}$' THEN (${facts} ->> 'mergedInto')::uuid END`;

/**
 * Join of a recursive query that leads from a letter to the one it follows, which may have been merged itself. Its rows
 * `chain` have `stage`, `facts` and `depth`.
 */
export const NEXT_OF_CHAIN = `chain c JOIN process p ON ${isTarget('c.facts')}
  AND (c.depth = 0 OR c.stage = 'merged') WHERE c.depth < ${LONGEST_CHAIN}`;

/** A merged letter and the last letter of the chain that it follows, from the read model. */
export interface FollowingLetter {
  readonly child: string;
  /** `merged`, or `rejected` while its writer may object to a shared rejection. */
  readonly child_stage: 'merged' | 'rejected';
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
  readonly text_task: number | null;
  /** True while its writer's objection to a rejection is undecided. */
  readonly reconsidered: boolean;
}

/** Lists the merged letters that still follow another letter, with that letter. */
export const followingLetters = (db: Pick<DataSource, 'query'>): Promise<FollowingLetter[]> =>
  db.query(FOLLOWING);

/**
 * Whether a letter is still in the stage that was read and has no other accepted command. Locks its row until the
 * transaction ends, so that only one of several workers notifies it.
 *
 * @param command id of the command that is to notify it
 */
export async function stillFollows(
  tx: EntityManager,
  { child, child_stage: stage }: FollowingLetter,
  command: string,
): Promise<boolean> {
  const waits: unknown[] = await tx.query(LOCK_WAITING, [child, stage]);
  if (waits.length === 0) return false;
  const others: unknown[] = await tx.query(OTHER_COMMANDS, [child, command]);
  return others.length === 0;
}

/**
 * Chooses the message `parent` for a merged letter; null while nothing new has happened. The writer of a rejected letter
 * keeps the right to object, unless the letter that it followed is accepted after all.
 */
export function parentMessageFor(row: FollowingLetter): ParentMessage | null {
  const stands = standingOf(row);
  const known = row.child_stage === 'merged' ? ['goesOn'] : ['rejected', 'gone'];
  if (known.includes(stands) || (stands === 'gone' && row.between)) return null;
  const { facts, source, letter, text_task: textTask } = row;
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

/** A letter shares the text of another one while it has no answer of its own and is not separated. */
const SOURCE = `
  CASE WHEN NOT p.facts ? 'replyTask' AND p.facts ->> 'mergedInto' IS NOT NULL
    AND p.facts ->> 'followed' IS NOT NULL THEN (p.facts ->> 'followed')::uuid ELSE p.id END`;

/** Merges are rare: merged letters are found by the partial index `task_merged`. */
const FOLLOWING = `
  WITH RECURSIVE chain AS (
    SELECT p.id AS child, p.stage AS child_stage, p.id, p.stage, p.facts, false AS ended, 0 AS depth
    FROM process p
    WHERE p.id IN (SELECT t.process_id FROM task t WHERE t.outcome = 'merge') AND p.key = 'mailbox-letter'
      AND p.state = 'running' AND p.stage IN ('merged', 'rejected') AND p.facts ->> 'mergedInto' IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM command m WHERE m.process_id = p.id AND m.state = 'accepted')
    UNION ALL
    SELECT c.child, c.child_stage, p.id, p.stage, p.facts, p.ended_at IS NOT NULL, c.depth + 1 FROM ${NEXT_OF_CHAIN}
  ), final AS (
    SELECT DISTINCT ON (child) child, child_stage, id, depth FROM chain ORDER BY child, depth DESC
  )
  SELECT f.child, f.child_stage, f.depth,
    EXISTS (SELECT 1 FROM chain c WHERE c.child = f.child AND c.depth BETWEEN 1 AND f.depth - 1 AND NOT c.ended) AS "between",
    p.id AS letter, p.stage, p.result, p.ended_at IS NOT NULL AS ended, p.facts,
    ${isSecret('p')} AS secret, s.id AS source, coalesce(l.erased_at IS NOT NULL, false) AS erased,
    (SELECT max(t.number) FROM task t WHERE t.process_id = p.id AND (t.name, t.outcome) IN
      (('register', 'reject'), ('reconsider', 'uphold'), ('reviewSuspension', 'end'))) AS text_task,
    EXISTS (SELECT 1 FROM task t WHERE t.process_id = p.id AND t.name = 'reconsider' AND t.state = 'open') AS reconsidered
  FROM final f JOIN process p ON p.id = f.id
  CROSS JOIN LATERAL (SELECT ${SOURCE} AS id) s
  LEFT JOIN letter l ON l.process_id = s.id`;

const LOCK_WAITING = `
  SELECT 1 FROM process WHERE id = $1 AND stage = $2 AND state = 'running' FOR NO KEY UPDATE`;

const OTHER_COMMANDS = `
  SELECT 1 FROM command WHERE process_id = $1 AND id <> $2 AND state = 'accepted'`;
