import { Link } from '@tanstack/react-router';
import { t } from '../../../messages/t.js';
import { button } from '../../../ui/native/button.js';
import { PageHeading } from '../../../ui/native/page-heading.js';
import './writing-texts.js';
import styles from './notice-page.module.css';

/** First step: what may be written, what not, and what becomes of personal data. */
export function NoticePage() {
  return (
    <div className={styles['notice']}>
      <PageHeading title={t('writing.noticeTitle')} />
      <h2>{t('writing.noticeScopeTitle')}</h2>
      <p>{t('writing.noticeScope')}</p>
      <h2>{t('writing.noticeNotTitle')}</h2>
      <ul>
        <li>{t('writing.noticeNotEmergency')}</li>
        <li>{t('writing.noticeNotCourt')}</li>
        <li>{t('writing.noticeNotAgain')}</li>
      </ul>
      <h2>{t('writing.noticeHowTitle')}</h2>
      <p>{t('writing.noticeHow')}</p>
      <h2>{t('writing.noticeDataTitle')}</h2>
      <p>
        {t('writing.noticeData')} <Link to="/privacy">{t('writing.noticeDataLink')}</Link>
      </p>
      <p className={styles['buttons']}>
        <Link to="/write/letter" className={button('primary')}>
          {t('writing.noticeAgree')}
        </Link>
      </p>
    </div>
  );
}
