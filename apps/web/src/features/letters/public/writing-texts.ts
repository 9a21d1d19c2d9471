import { addTexts } from '../../../messages/t.js';
import { writing } from '../../../messages/zh-CN/writing.js';

addTexts({ writing });
