import { addTexts } from '../../../messages/t.js';
import { questions } from '../../../messages/zh-CN/questions.js';
import { surveys } from '../../../messages/zh-CN/surveys.js';

addTexts({ questions, surveys });
