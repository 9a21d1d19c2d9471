import { common } from './zh-CN/common.js';
import { dates } from './zh-CN/dates.js';
import { forms } from './zh-CN/forms.js';
import { session } from './zh-CN/session.js';
import { tasks } from './zh-CN/tasks.js';

/** All texts of the pages, by area. A page's texts stand in the file of its area. */
export const catalogue = { common, dates, forms, session, tasks } as const;
