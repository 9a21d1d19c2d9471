import { parsePolicy } from '../../activities/time-limits/policy.js';
import { policySeeds } from '../../infra/database/seeds/policies.js';
import { mailboxLetter } from '../../workflows/mailbox-letter/definition.js';

const { tasks, clocks } = mailboxLetter.definition;
const keys = new Set([
  ...Object.values(clocks).map(({ limit }) => limit),
  ...Object.values(tasks).flatMap((task) => [
    ...('limit' in task ? [task.limit] : []),
    ...('expires' in task ? [task.expires] : []),
  ]),
]);

// A key that a policy does not know would mean no limit at all, and nobody would notice.
const ofLetters = policySeeds().filter(({ id }) => !id.startsWith('PETITION'));
it.each(ofLetters.map(({ id, body }) => [id, parsePolicy(body)] as const))(
  'the policy %s knows every limit of the letter',
  (_, { limits }) => {
    expect([...keys].filter((key) => !Object.hasOwn(limits, key))).toEqual([]);
  },
);
