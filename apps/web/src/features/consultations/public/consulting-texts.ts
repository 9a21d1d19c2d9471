import { addTexts } from '../../../messages/t.js';
import { consulting } from '../../../messages/zh-CN/consulting.js';

addTexts({ consulting });
