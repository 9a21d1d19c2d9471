/**
 * Every area of texts, for the compiler only. What is shipped, and when, is said by those who add areas (`addTexts`):
 * console/texts.ts, portal/texts.ts for its first page, and the pages of the portal that have texts of their own.
 */
export type Catalogue = typeof import('./zh-CN/accounts.js') &
  typeof import('./zh-CN/arrangements.js') &
  typeof import('./zh-CN/audit.js') &
  typeof import('./zh-CN/bulletins.js') &
  typeof import('./zh-CN/campaign-setup.js') &
  typeof import('./zh-CN/campaigns.js') &
  typeof import('./zh-CN/cards.js') &
  typeof import('./zh-CN/cases.js') &
  typeof import('./zh-CN/charts.js') &
  typeof import('./zh-CN/clients.js') &
  typeof import('./zh-CN/cockpit.js') &
  typeof import('./zh-CN/columns.js') &
  typeof import('./zh-CN/common.js') &
  typeof import('./zh-CN/consultations.js') &
  typeof import('./zh-CN/consulting.js') &
  typeof import('./zh-CN/dates.js') &
  typeof import('./zh-CN/doing.js') &
  typeof import('./zh-CN/duty.js') &
  typeof import('./zh-CN/erasures.js') &
  typeof import('./zh-CN/form.js') &
  typeof import('./zh-CN/forms.js') &
  typeof import('./zh-CN/interview-portal.js') &
  typeof import('./zh-CN/interviews.js') &
  typeof import('./zh-CN/letters.js') &
  typeof import('./zh-CN/notifications.js') &
  typeof import('./zh-CN/paper.js') &
  typeof import('./zh-CN/portal.js') &
  typeof import('./zh-CN/questions.js') &
  typeof import('./zh-CN/rules.js') &
  typeof import('./zh-CN/search.js') &
  typeof import('./zh-CN/preferences.js') &
  typeof import('./zh-CN/process-map.js') &
  typeof import('./zh-CN/session.js') &
  typeof import('./zh-CN/shell.js') &
  typeof import('./zh-CN/sheet.js') &
  typeof import('./zh-CN/site.js') &
  typeof import('./zh-CN/survey-desk.js') &
  typeof import('./zh-CN/survey-figures.js') &
  typeof import('./zh-CN/surveys.js') &
  typeof import('./zh-CN/tasks.js') &
  typeof import('./zh-CN/tracking.js') &
  typeof import('./zh-CN/ui.js') &
  typeof import('./zh-CN/units.js') &
  typeof import('./zh-CN/views.js') &
  typeof import('./zh-CN/work.js') &
  typeof import('./zh-CN/writing.js');
