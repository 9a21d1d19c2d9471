import { addTexts } from '../../../messages/t.js';
import { interviewPortal } from '../../../messages/zh-CN/interview-portal.js';

addTexts({ interviewPortal });
