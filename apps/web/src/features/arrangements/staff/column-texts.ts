import { addTexts } from '../../../messages/t.js';
import { columns } from '../../../messages/zh-CN/columns.js';

addTexts({ columns });
