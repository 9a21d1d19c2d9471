import { addTexts } from '../../../messages/t.js';
import { site } from '../../../messages/zh-CN/site.js';

addTexts({ site });
