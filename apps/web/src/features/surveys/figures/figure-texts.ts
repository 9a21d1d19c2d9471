import { addTexts } from '../../../messages/t.js';
import { surveyFigures } from '../../../messages/zh-CN/survey-figures.js';

addTexts({ surveyFigures });
