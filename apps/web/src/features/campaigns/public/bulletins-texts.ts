import { addTexts } from '../../../messages/t.js';
import { bulletins } from '../../../messages/zh-CN/bulletins.js';

addTexts({ bulletins });
