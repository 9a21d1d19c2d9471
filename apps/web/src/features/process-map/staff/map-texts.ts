import { addTexts } from '../../../messages/t.js';
import { processMap } from '../../../messages/zh-CN/process-map.js';

addTexts({ processMap });
