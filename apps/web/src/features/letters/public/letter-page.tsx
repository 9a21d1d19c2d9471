import { t } from '../../../messages/t.js';
import { Choices, type Choice } from '../../../ui/native/choices.js';
import { PageHeading } from '../../../ui/native/page-heading.js';
import { TextArea, TextInput } from '../../../ui/native/text-input.js';
import type { LetterKind } from './letter-types.js';
import { EventFields } from './event-fields.js';
import { FilePicker } from './file-picker.js';
import { isReport, LENGTHS } from './letter-draft.js';
import { PublicNote, ReportNote } from './letter-notes.js';
import { MaskedPreview } from './masked-preview.js';
import { StepForm } from './step-form.js';
import { useWriting } from './writing-context.js';
import './writing-texts.js';
import styles from './letter-page.module.css';

const KINDS = ['CONSULT', 'SUGGEST', 'HELP', 'COMPLAINT', 'REPORT', 'THANKS'] as const;
const kindChoices = (): readonly Choice<LetterKind>[] =>
  KINDS.map((kind) => ({ value: kind, title: t(`writing.${kind}`), text: t(`writing.${kind}Text`) }));

/** Second step: what the letter says. */
export function LetterPage() {
  const { draft, change } = useWriting();
  return (
    <div className={styles['columns']}>
      <StepForm
        step="letter"
        back="/write/notice"
        next="/write/contact"
        heading={
          <>
            <PageHeading title={t('writing.letterTitle')} />
            <p className={styles['lead']}>{t('writing.letterLead')}</p>
          </>
        }
      >
        {(errorOf) => (
          <>
            <Choices
              id="kind"
              label={t('writing.kind')}
              error={errorOf('kind')}
              value={draft.kind}
              onChange={(kind) => change({ kind })}
              choices={kindChoices()}
            />
            {isReport(draft) && <ReportNote />}
            <TextInput
              id="title"
              label={t('writing.title')}
              hint={t('writing.titleHint')}
              error={errorOf('title')}
              value={draft.title}
              onChange={(title) => change({ title })}
              max={LENGTHS.title.max}
              autoComplete="off"
            />
            <TextArea
              id="body"
              label={t('writing.body')}
              error={errorOf('body')}
              value={draft.body}
              onChange={(body) => change({ body })}
              max={LENGTHS.body.max}
            />
            <EventFields errorOf={errorOf} />
            <FilePicker
              id="files"
              error={errorOf('files')}
              files={draft.files}
              onChange={(files) => change({ files })}
            />
          </>
        )}
      </StepForm>
      {!isReport(draft) && (
        <aside>
          <MaskedPreview />
          <PublicNote />
        </aside>
      )}
    </div>
  );
}
