import { t } from '../../../messages/t.js';
import type { Gap } from '../asked.js';

/** A gap in the words that stand at the question and in the summary. */
export function gapText(gap: Gap): string {
  switch (gap.kind) {
    case 'missing':
      return t('questions.missing');
    case 'rows':
      return t('questions.rowsMissing', { rows: gap.rows.map(({ text }) => `「${text}」`).join('') });
    case 'tooFew':
      return t('questions.tooFew', { min: gap.min });
    case 'tooMany':
      return t('questions.tooMany', { max: gap.max });
    case 'tooLong':
      return t('questions.tooLong', { max: gap.max });
  }
}
