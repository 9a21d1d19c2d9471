import { common } from './zh-CN/common.js';
import { dates } from './zh-CN/dates.js';
import { form } from './zh-CN/form.js';
import { forms } from './zh-CN/forms.js';
import { portal } from './zh-CN/portal.js';
import { session } from './zh-CN/session.js';
import { shell } from './zh-CN/shell.js';
import { site } from './zh-CN/site.js';
import { tasks } from './zh-CN/tasks.js';
import { tracking } from './zh-CN/tracking.js';
import { ui } from './zh-CN/ui.js';
import { writing } from './zh-CN/writing.js';

/** All texts of the pages, by area. A page's texts stand in the file of its area. */
export const catalogue = {
  common,
  dates,
  form,
  forms,
  portal,
  session,
  shell,
  site,
  tasks,
  tracking,
  ui,
  writing,
} as const;
