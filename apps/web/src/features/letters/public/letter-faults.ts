import { characters } from '../../../lib/characters.js';
import { t } from '../../../messages/t.js';
import { isReport, LENGTHS, type DraftField, type LetterDraft, type WritingStep } from './letter-draft.js';

export interface Fault {
  readonly id: DraftField;
  readonly text: string;
}

/** What is missing on a step, in the order of its fields. What is written where, only the server judges. */
export function faultsOf(draft: LetterDraft, step: WritingStep): readonly Fault[] {
  return step === 'letter'
    ? [
        ...unless(draft.kind, 'kind', t('form.chooseOne', { label: t('writing.kind') })),
        ...length(draft, 'title', t('writing.title')),
        ...length(draft, 'body', t('writing.body')),
        ...length(draft, 'place', t('writing.place')),
      ]
    : [
        ...length(draft, 'writerName', t('writing.writerName')),
        ...unless(draft.phone.trim(), 'phone', t('form.required', { label: t('writing.phone') })),
        ...length(draft, 'address', t('writing.address')),
        ...unless(
          draft.wantsPublic || isReport(draft),
          'wantsPublic',
          t('form.chooseOne', { label: t('writing.wantsPublic') }),
        ),
      ];
}

const unless = (given: unknown, id: DraftField, text: string): Fault[] => (given ? [] : [{ id, text }]);

function length(draft: LetterDraft, id: keyof typeof LENGTHS, label: string): Fault[] {
  const count = characters(draft[id]);
  const { min, max } = LENGTHS[id];
  if (count === 0 && min > 0) return [{ id, text: t('form.required', { label }) }];
  if (count < min) return [{ id, text: t('form.tooShort', { label, min, missing: min - count }) }];
  if (count > max) return [{ id, text: t('form.tooLong', { label, max, over: count - max }) }];
  return [];
}
