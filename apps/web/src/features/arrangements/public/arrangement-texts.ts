import { addTexts } from '../../../messages/t.js';
import { arrangements } from '../../../messages/zh-CN/arrangements.js';

addTexts({ arrangements });
