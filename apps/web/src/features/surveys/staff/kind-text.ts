import { t } from '../../../messages/t.js';
import './desk-texts.js';

/** A kind of survey in words: 热点 or 专项. */
export const kindText = (kind: string): string =>
  t(kind === 'HOT_TOPIC' ? 'surveyDesk.HOT_TOPIC' : 'surveyDesk.SPECIAL');
