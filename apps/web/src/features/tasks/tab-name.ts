import { t } from '../../messages/t.js';
import type { Tab } from './work-search.js';

/** Name of a tab: reviewers have answers to review, counties see what lies with their offices. */
export function tabName(
  tab: Tab,
  { roles, isCounty }: { readonly roles: readonly string[]; readonly isCounty: boolean },
): string {
  if (tab === 'mine' && roles.includes('mailbox-reviewer')) return t('work.toReview');
  if (tab === 'unit' && isCounty) return t('work.county');
  return t(`work.${tab}`);
}
