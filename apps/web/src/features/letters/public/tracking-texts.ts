import { addTexts } from '../../../messages/t.js';
import { tracking } from '../../../messages/zh-CN/tracking.js';

addTexts({ tracking });
