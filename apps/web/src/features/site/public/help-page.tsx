import { Link } from '@tanstack/react-router';
import { t } from '../../../messages/t.js';
import { button } from '../../../ui/native/button.js';
import { TextPage } from './text-page.js';
import styles from './text-page.module.css';

/** What may be written, how long it takes, and what to do when something is lost. */
export function HelpPage() {
  const sections = [
    { title: t('site.helpScopeTitle'), text: t('site.helpScope') },
    { title: t('site.helpNotTitle'), text: t('site.helpNot') },
    { title: t('site.helpLimitTitle'), text: t('site.helpLimit') },
    { title: t('site.helpWithdrawTitle'), text: t('site.helpWithdraw') },
    { title: t('site.helpRateTitle'), text: t('site.helpRate') },
    { title: t('site.helpSecretTitle'), text: t('site.helpSecret') },
    { title: t('site.helpLostTitle'), text: t('site.helpLost'), id: 'lost' },
  ];
  return (
    <TextPage title={t('portal.help')} lead={t('site.helpLead')} sections={sections}>
      <p className={styles['buttons']}>
        <Link to="/write/notice" className={button('primary')}>
          {t('portal.write')}
        </Link>
      </p>
    </TextPage>
  );
}
