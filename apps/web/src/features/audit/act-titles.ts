import { t } from '../../messages/t.js';

/** Acts that the page offers as a condition, by area; others are shown by their key. */
export const ACTS = [
  'login',
  'logout',
  'token',
  'access.denied',
  'secret.access',
  'letter.reveal',
  'letter.erase.propose',
  'letter.erase',
  'letter.erase.reject',
  'letter.erase.withdraw',
  'account.create',
  'account.change',
  'account.lock',
  'account.unlock',
  'account.disable',
  'account.enable',
  'account.password',
  'account.list',
  'role.propose',
  'role.grant',
  'role.reject',
  'role.revoke',
  'client.create',
  'client.rotate',
  'client.end',
  'unit.closed',
  'rule.propose',
  'process.suspend',
  'process.resume',
  'process.cancel',
  'task.reassign',
  'command.withdraw',
  'supervision.order',
  'supervision.card',
  'supervision.decision',
  'supervision.events',
  'supervision.snapshot',
  'letters.export',
  'tasks.export',
  'cards.export',
  'statistics.export',
  'survey.answers.export',
  'audit.read',
  'audit.export',
  'audit.verify',
] as const;
type Act = (typeof ACTS)[number];

/** 登录 for `login`; the key itself for an act that has no title. */
export function actTitle(action: string): string {
  const known = ACTS.find((act) => act === action);
  return known === undefined ? action : t(`audit.act_${keyOf(known)}`);
}

/** Keys of texts have no dots. */
const keyOf = (act: Act): Underscored<Act> => act.replaceAll('.', '_') as Underscored<Act>;
type Underscored<Text extends string> = Text extends `${infer Head}.${infer Rest}`
  ? `${Head}_${Underscored<Rest>}`
  : Text;
