import { addTexts } from '../../../messages/t.js';
import { questions } from '../../../messages/zh-CN/questions.js';
import { surveyDesk } from '../../../messages/zh-CN/survey-desk.js';

addTexts({ questions, surveyDesk });
