import { WorkbenchPage } from '../../features/tasks/staff/workbench-page.js';
import { filterOf } from '../../features/tasks/work-search.js';
import { ViewTools } from '../../features/views/staff/view-tools.js';

/** The workbench with its saved views. */
export const WorkPage = () => (
  <WorkbenchPage tools={(search) => <ViewTools page="work" filter={filterOf(search)} />} />
);
