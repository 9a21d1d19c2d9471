import { Link } from '@tanstack/react-router';
import { useSite } from '../../../lib/site.js';
import { t } from '../../../messages/t.js';
import { button } from '../../../ui/native/button.js';
import { siteSections } from './site-sections.js';
import { TextPage } from './text-page.js';
import './site-texts.js';
import styles from './text-page.module.css';

/** What may be written, how long it takes, and what to do when something is lost. */
export function HelpPage() {
  const sections = [
    ...siteSections(useSite(), ['scope', 'limits', 'publication']),
    { title: t('site.helpWithdrawTitle'), text: t('site.helpWithdraw') },
    { title: t('site.helpRateTitle'), text: t('site.helpRate') },
    { title: t('site.helpSecretTitle'), text: t('site.helpSecret') },
    { title: t('site.helpLostTitle'), text: t('site.helpLost'), id: 'lost' },
  ];
  return (
    <TextPage title={t('portal.help')} lead={t('site.helpLead')} sections={sections}>
      <p>
        <Link to="/rules" className={styles['link']}>
          {t('site.rulesLink')}
        </Link>
      </p>
      <p>
        <Link to="/contacts" className={styles['link']}>
          {t('site.unitsLink')}
        </Link>
      </p>
      <p className={styles['buttons']}>
        <Link to="/write/notice" className={button('primary')}>
          {t('portal.write')}
        </Link>
      </p>
    </TextPage>
  );
}
