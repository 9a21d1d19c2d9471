import { useState } from 'react';
import { Printer } from 'lucide-react';
import { dayOf, shortDay } from '../../../lib/dates.js';
import { t } from '../../../messages/t.js';
import { button } from '../../../ui/native/button.js';
import { PageHeading } from '../../../ui/native/page-heading.js';
import { Acts } from './acts.js';
import { Answers } from './answers.js';
import type { Credentials, LetterStatus } from './letter-types.js';
import { headline } from './headline.js';
import { HeadlineBox } from './headline-box.js';
import { FollowUpQuestion, Notices } from './notices.js';
import { OwnLetter } from './own-letter.js';
import { ProgressSteps } from './progress-steps-list.js';
import { RatingForm } from './rating-form.js';
import { Timeline } from './timeline.js';
import { UnitContact } from './unit-contact.js';
import styles from './letter-progress.module.css';

/** A letter as its writer follows it. */
export function LetterProgress({
  status,
  letter,
  onChanged,
  onLeave,
}: {
  status: LetterStatus;
  letter: Credentials;
  onChanged: (status: LetterStatus) => void;
  onLeave: () => void;
}) {
  const [said, setSaid] = useState('');
  const changed = (next: LetterStatus, words: string) => {
    onChanged(next);
    setSaid(words);
  };
  const now = Date.now();
  const { letterNo, kind, title, receivedAt } = status;
  return (
    <div className="wrap">
      <div className={styles['head']}>
        <div>
          <p className={styles['meta']}>
            {t('tracking.meta', {
              no: letterNo,
              kind: t(`writing.${kind}`),
              day: shortDay(dayOf(receivedAt), dayOf(now)),
            })}
          </p>
          <PageHeading title={title} />
        </div>
        <div className={styles['tools']}>
          <button type="button" className={button('small')} onClick={() => print()}>
            <Printer aria-hidden />
            {t('paper.print')}
          </button>
          <button type="button" className={button('small')} onClick={onLeave}>
            {t('tracking.leave')}
          </button>
        </div>
      </div>
      <HeadlineBox {...headline(status, now)} />
      <p role="status" className={said ? styles['said'] : 'visually-hidden'}>
        {said}
      </p>
      <ProgressSteps status={status} now={now} />
      <div className={styles['columns']}>
        <div>
          {status.stage !== 'replied' && status.stage !== 'closed' && <Notices notices={status.notices} />}
          <FollowUpQuestion followUp={status.followUp} />
          <Answers status={status} letter={letter} />
          <RatingForm
            status={status}
            letter={letter}
            onRated={(next) => changed(next, t('tracking.rated'))}
          />
          <OwnLetter written={status.written} kind={status.kind} letter={letter} />
          <Acts status={status} letter={letter} onDone={changed} />
          {(status.stage === 'replied' || status.stage === 'closed') && <Notices notices={status.notices} />}
        </div>
        <aside>
          <UnitContact unit={status.unit} contact={status.contact} />
          <Timeline timeline={status.timeline} />
        </aside>
      </div>
    </div>
  );
}
