import { addTexts } from '../messages/t.js';
import { cases } from '../messages/zh-CN/cases.js';
import { forms } from '../messages/zh-CN/forms.js';
import { letters } from '../messages/zh-CN/letters.js';
import { search } from '../messages/zh-CN/search.js';
import { session } from '../messages/zh-CN/session.js';
import { shell } from '../messages/zh-CN/shell.js';
import { tasks } from '../messages/zh-CN/tasks.js';
import { ui } from '../messages/zh-CN/ui.js';

// All texts of the console: they are few beside its scripts.
addTexts({ cases, forms, letters, search, session, shell, tasks, ui });
