import { WorkbenchPage } from '../../features/tasks/staff/workbench-page.js';
import { filterOf } from '../../features/tasks/work-search.js';
import { ViewTools } from '../../features/views/staff/view-tools.js';
import { documentDay } from '../../lib/dates.js';
import { useMe } from '../../lib/me.js';
import { t } from '../../messages/t.js';
import { Banner } from '../../ui/banner.js';

/** The workbench with its saved views, and for whom the account acts. */
export function WorkPage() {
  const { actsFor } = useMe();
  return (
    <>
      {actsFor.map(({ username, title, until }) => (
        <Banner key={username} tone="pause">
          {t('work.actsFor', { name: title, until: documentDay(until) })}
        </Banner>
      ))}
      <WorkbenchPage tools={(search) => <ViewTools page="work" filter={filterOf(search)} />} />
    </>
  );
}
