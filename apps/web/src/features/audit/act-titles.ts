import { t } from '../../messages/t.js';

/** Acts that have a title: keys of the log, which have dots where these have underscores. */
const KNOWN = [
  'login',
  'logout',
  'token',
  'access_denied',
  'secret_access',
  'letter_reveal',
  'letter_erase_propose',
  'letter_erase',
  'letter_erase_reject',
  'letter_erase_withdraw',
  'letter_title',
  'letter_unlist',
  'letter_relist',
  'account_create',
  'account_change',
  'account_lock',
  'account_unlock',
  'account_disable',
  'account_enable',
  'account_password',
  'account_factor',
  'account_factor_codes',
  'account_factor_end',
  'account_factor_reset',
  'account_list',
  'role_propose',
  'role_grant',
  'role_reject',
  'role_revoke',
  'client_propose',
  'client_confirm',
  'client_reject',
  'client_rotate',
  'client_end',
  'unit_created',
  'unit_renamed',
  'unit_contact',
  'unit_closed',
  'unit_closingWithdrawn',
  'rule_propose',
  'process_suspend',
  'process_resume',
  'process_cancel',
  'task_reassign',
  'command_withdraw',
  'supervision_order',
  'supervision_card',
  'supervision_decision',
  'supervision_events',
  'supervision_snapshot',
  'letters_export',
  'tasks_export',
  'cards_export',
  'statistics_export',
  'survey_answers_export',
  'audit_read',
  'audit_export',
  'audit_verify',
] as const;

/** Acts that the page offers as a condition, as the log has them. */
export const ACTS: readonly string[] = KNOWN.map((act) => act.replaceAll('_', '.'));

/** 登录 for `login`; the key itself for an act that has no title. */
export function actTitle(action: string): string {
  const known = KNOWN.find((act) => act === action.replaceAll('.', '_'));
  return known === undefined ? action : t(`audit.act_${known}`);
}
