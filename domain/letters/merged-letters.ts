import type { DataSource, EntityManager } from 'typeorm';
import { isSecret } from '../cases/secrecy/secrecy.js';
import type { ParentTold } from '../../workflows/letters/merged.js';

/** Letters that one follows at most: longer than any chain of merges that people make, and it ends where one is wrong. */
const LONGEST_CHAIN = 100;

/** The letter that another one was merged into, as a condition over `p`, by the facts of that other one. */
const isTarget = (facts: string): string =>
  `p.id = CASE WHEN ${facts} ->> 'mergedInto' ~ '^[0-9a-fA-F-]{36}$' THEN (${facts} ->> 'mergedInto')::uuid END`;

/**
 * What a recursive query joins to go from a letter to the one that it follows: what it was merged into may have been
 * merged itself, and is then followed in its turn. Rows of the name `chain` have `stage`, `facts` and `depth`.
 */
export const NEXT_OF_CHAIN = `chain c JOIN process p ON ${isTarget('c.facts')}
  AND (c.depth = 0 OR c.stage = 'merged') WHERE c.depth < ${LONGEST_CHAIN}`;

/** A merged letter, and the letter that it follows in the end, as the read model has them. */
export interface FollowingLetter {
  readonly child: string;
  /** `merged`, or `rejected` when its refusal was that one's and its writer may object. */
  readonly child_stage: 'merged' | 'rejected';
  /** 0: there is no such letter. */
  readonly depth: number;
  /** One between the two is open, and goes its own way again when the last one does not go on: it is followed then. */
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
  /** The letter whose answer, refusal or explanation it has: itself, or what it was merged into. */
  readonly source: string;
  readonly erased: boolean;
  /** Its own last refusal or explanation: number of the task. */
  readonly told_task: number | null;
  /** Its writer objects to its refusal, and nobody has decided about that yet. */
  readonly reconsidered: boolean;
}

/** Merged letters that wait for another one, with what they wait for. */
export const followingLetters = (db: Pick<DataSource, 'query'>): Promise<FollowingLetter[]> =>
  db.query(FOLLOWING);

/**
 * Whether a letter still waits as it was read, and for nothing that has been accepted already. Its row is locked until
 * the transaction ends, so two that tell it something find one another.
 *
 * @param command id of the one that tells it
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
 * What a merged letter is to be told; null while it waits for what has not happened yet. One that was refused may object
 * whatever else becomes of the letter that it was merged into, unless that one was taken up after all.
 */
export function toldOf(row: FollowingLetter): ParentTold | null {
  const stands = standingOf(row);
  const known = row.child_stage === 'merged' ? ['goesOn'] : ['rejected', 'gone'];
  if (known.includes(stands) || (stands === 'gone' && row.between)) return null;
  const { facts, source, letter, told_task: toldTask } = row;
  const own = source === letter;
  const sourceAt = (task: number | null | undefined): Pick<ParentTold, 'source'> => ({
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
        ...sourceAt(own ? toldTask : facts.followedTask),
        ...(facts.rejectReason !== undefined && { reason: facts.rejectReason }),
      };
    case 'explained':
      return { stands, ...sourceAt(own ? toldTask : facts.followedTask) };
    case 'petition':
      return { stands, ...sourceAt(null) };
    default:
      return { stands };
  }
}

/** Of an accusation nothing is told before it has been handed over, and then only that. */
function standingOf(row: FollowingLetter): ParentTold['stands'] {
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

/** A letter has its text from another one while it has no answer of its own and still belongs to that one. */
const SOURCE = `
  CASE WHEN NOT p.facts ? 'replyTask' AND p.facts ->> 'mergedInto' IS NOT NULL
    AND p.facts ->> 'followed' IS NOT NULL THEN (p.facts ->> 'followed')::uuid ELSE p.id END`;

/** Merges are few: whoever was merged once is found by the partial index `task_merged`. */
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
      (('register', 'reject'), ('reconsider', 'uphold'), ('reviewSuspension', 'end'))) AS told_task,
    EXISTS (SELECT 1 FROM task t WHERE t.process_id = p.id AND t.name = 'reconsider' AND t.state = 'open') AS reconsidered
  FROM final f JOIN process p ON p.id = f.id
  CROSS JOIN LATERAL (SELECT ${SOURCE} AS id) s
  LEFT JOIN letter l ON l.process_id = s.id`;

const LOCK_WAITING = `
  SELECT 1 FROM process WHERE id = $1 AND stage = $2 AND state = 'running' FOR NO KEY UPDATE`;

const OTHER_COMMANDS = `
  SELECT 1 FROM command WHERE process_id = $1 AND id <> $2 AND state = 'accepted'`;
