import { addTexts } from '../messages/t.js';
import { forms } from '../messages/zh-CN/forms.js';
import { session } from '../messages/zh-CN/session.js';
import { shell } from '../messages/zh-CN/shell.js';
import { tasks } from '../messages/zh-CN/tasks.js';
import { ui } from '../messages/zh-CN/ui.js';

// All texts of the console: they are few beside its scripts.
addTexts({ forms, session, shell, tasks, ui });
