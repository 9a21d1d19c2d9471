import { t } from '../../../messages/t.js';
import { KeyHints } from '../../../ui/key-hint.js';

/** The keys by which the office decides on questions. */
export function QuestionKeys() {
  return (
    <KeyHints
      items={[
        ['J K', t('interviews.questionKeys')],
        ['A', t('interviews.approve')],
        ['D', t('interviews.drop')],
        ['S', t('interviews.choose')],
      ]}
    />
  );
}
