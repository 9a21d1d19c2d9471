import { t } from '../../../messages/t.js';
import { Choices } from '../../../ui/native/choices.js';
import { PageHeading } from '../../../ui/native/page-heading.js';
import { TextInput } from '../../../ui/native/text-input.js';
import { isReport } from './letter-draft.js';
import { ReportNote } from './letter-notes.js';
import { StepForm } from './step-form.js';
import { useWriting } from './writing-context.js';
import './writing-texts.js';
import styles from './contact-page.module.css';

/** Third step: how to reach the writer, and whether the letter may be published. */
export function ContactPage() {
  const { draft, change } = useWriting();
  return (
    <div className={styles['page']}>
      <StepForm
        step="contact"
        back="/write/letter"
        next="/write/check"
        heading={
          <>
            <PageHeading title={t('writing.contactTitle')} />
            <p className={styles['lead']}>{t('writing.contactLead')}</p>
          </>
        }
      >
        {(errorOf) => (
          <>
            <TextInput
              id="writerName"
              label={t('writing.writerName')}
              error={errorOf('writerName')}
              value={draft.writerName}
              onChange={(writerName) => change({ writerName })}
              autoComplete="name"
            />
            <TextInput
              id="phone"
              label={t('writing.phone')}
              hint={t('writing.phoneHint')}
              error={errorOf('phone')}
              value={draft.phone}
              onChange={(phone) => change({ phone })}
              type="tel"
              inputMode="tel"
              autoComplete="tel"
            />
            <TextInput
              id="email"
              label={t('writing.email')}
              error={errorOf('email')}
              value={draft.email}
              onChange={(email) => change({ email })}
              type="email"
              inputMode="email"
              autoComplete="email"
              optional
            />
            <TextInput
              id="address"
              label={t('writing.address')}
              hint={t('writing.addressHint')}
              error={errorOf('address')}
              value={draft.address}
              onChange={(address) => change({ address })}
              autoComplete="street-address"
              optional
            />
            {isReport(draft) ? (
              <ReportNote />
            ) : (
              <Choices
                id="wantsPublic"
                label={t('writing.wantsPublic')}
                hint={t('writing.wantsPublicHint')}
                error={errorOf('wantsPublic')}
                value={draft.wantsPublic}
                onChange={(wantsPublic) => change({ wantsPublic })}
                choices={[
                  { value: 'yes', title: t('writing.publicYes'), text: t('writing.publicYesText') },
                  { value: 'no', title: t('writing.publicNo'), text: t('writing.publicNoText') },
                ]}
                columns={2}
              />
            )}
          </>
        )}
      </StepForm>
    </div>
  );
}
