import { addTexts } from '../messages/t.js';
import { accounts } from '../messages/zh-CN/accounts.js';
import { audit } from '../messages/zh-CN/audit.js';
import { campaigns } from '../messages/zh-CN/campaigns.js';
import { cards } from '../messages/zh-CN/cards.js';
import { cases } from '../messages/zh-CN/cases.js';
import { charts } from '../messages/zh-CN/charts.js';
import { clients } from '../messages/zh-CN/clients.js';
import { cockpit } from '../messages/zh-CN/cockpit.js';
import { consultations } from '../messages/zh-CN/consultations.js';
import { doing } from '../messages/zh-CN/doing.js';
import { duty } from '../messages/zh-CN/duty.js';
import { erasures } from '../messages/zh-CN/erasures.js';
import { forms } from '../messages/zh-CN/forms.js';
import { interviews } from '../messages/zh-CN/interviews.js';
import { letters } from '../messages/zh-CN/letters.js';
import { rules } from '../messages/zh-CN/rules.js';
import { search } from '../messages/zh-CN/search.js';
import { notifications } from '../messages/zh-CN/notifications.js';
import { paper } from '../messages/zh-CN/paper.js';
import { preferences } from '../messages/zh-CN/preferences.js';
import { session } from '../messages/zh-CN/session.js';
import { sheet } from '../messages/zh-CN/sheet.js';
import { shell } from '../messages/zh-CN/shell.js';
import { tasks } from '../messages/zh-CN/tasks.js';
import { ui } from '../messages/zh-CN/ui.js';
import { units } from '../messages/zh-CN/units.js';
import { views } from '../messages/zh-CN/views.js';
import { work } from '../messages/zh-CN/work.js';

// All texts of the console: they are few beside its scripts.
addTexts({
  accounts,
  audit,
  campaigns,
  cards,
  cases,
  charts,
  clients,
  cockpit,
  consultations,
  doing,
  duty,
  erasures,
  forms,
  interviews,
  letters,
  notifications,
  paper,
  preferences,
  rules,
  search,
  session,
  sheet,
  shell,
  tasks,
  ui,
  units,
  views,
  work,
});
