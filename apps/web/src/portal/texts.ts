import { addTexts } from '../messages/t.js';
import { form } from '../messages/zh-CN/form.js';
import { paper } from '../messages/zh-CN/paper.js';
import { portal } from '../messages/zh-CN/portal.js';

// What every page of the portal needs. Pages add their own, so that a phone loads them when it opens the page.
addTexts({ form, paper, portal });
