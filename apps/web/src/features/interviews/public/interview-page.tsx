import { Link, useParams } from '@tanstack/react-router';
import { t } from '../../../messages/t.js';
import { button } from '../../../ui/native/button.js';
import { PageHeading } from '../../../ui/native/page-heading.js';
import { AskForm } from './ask-form.js';
import { Countdown } from './countdown.js';
import { Guests } from './guests.js';
import { InterviewHead } from './interview-head.js';
import './interview-texts.js';
import { LiveWords } from './live-words.js';
import { Notices } from './notices.js';
import { Paragraphs } from '../../../ui/native/paragraphs.js';
import { ReviewPart } from './review-part.js';
import { useInterview } from './use-interview.js';
import { VideoFrame } from './video-frame.js';
import styles from './interview-page.module.css';

/** One interview: announced, live or over, at one address. */
export function InterviewPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const [state, again] = useInterview(id);
  if (state.is !== 'read')
    return (
      <div className={`wrap ${styles['page']}`}>
        <PageHeading title={t('interviewPortal.title')} />
        {state.is === 'reading' && <p role="status">{t('interviewPortal.reading')}</p>}
        {state.is === 'missing' && <p>{t('interviewPortal.missing')}</p>}
        {state.is === 'failed' && (
          <div role="alert" className={styles['failure']}>
            <strong>{t('interviewPortal.failedTitle')}</strong>
            <p>{state.why}</p>
            <button type="button" className={button('primary')} onClick={again}>
              {t('interviewPortal.again')}
            </button>
          </div>
        )}
        <p>
          <Link to="/interviews">{t('interviewPortal.back')}</Link>
        </p>
      </div>
    );
  const { preview, ahead } = state;
  const isOn = preview.state === 'live' || preview.state === 'ended';
  return (
    <div className={`wrap ${styles['page']}`}>
      <InterviewHead interview={preview} />
      <Notices notices={preview.notices} />
      {preview.state === 'calledOff' && <p>{t('interviewPortal.calledOffNote')}</p>}
      {preview.state === 'published' ? (
        <ReviewPart id={id} />
      ) : (
        <div className={styles['columns']}>
          <div className={styles['main']}>
            {preview.state === 'announced' && <Countdown liveAt={preview.liveAt} ahead={ahead} />}
            {isOn && preview.questionsOpen && (
              <p className={styles['toAsk']}>
                <a href="#ask" className={button('small')}>
                  {t('interviewPortal.ask')}
                </a>
              </p>
            )}
            {isOn && preview.video && <VideoFrame video={preview.video} />}
            {isOn && <LiveWords id={id} isEnded={preview.state === 'ended'} onEnd={again} />}
            {!isOn && <Background text={preview.background} />}
          </div>
          <aside className={styles['aside']}>
            {preview.questionsOpen && <AskForm id={id} preview={preview} onAsked={again} />}
            <Guests guests={preview.guests} />
            {isOn && <Background text={preview.background} />}
          </aside>
        </div>
      )}
    </div>
  );
}

function Background({ text }: { text: string }) {
  return (
    <section aria-labelledby="background" className={styles['part']}>
      <h2 id="background">{t('interviewPortal.background')}</h2>
      <Paragraphs text={text} />
    </section>
  );
}
