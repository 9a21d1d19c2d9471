import { common } from './zh-CN/common.js';
import { forms } from './zh-CN/forms.js';
import { session } from './zh-CN/session.js';

/** All texts of the pages, by area. A page's texts stand in the file of its area. */
export const catalogue = { common, forms, session } as const;
