import { t } from '../../../messages/t.js';
import { TextPage } from './text-page.js';

/** What becomes of personal data. */
export function PrivacyPage() {
  const sections = [
    { title: t('site.privacyWhoTitle'), text: t('site.privacyWho') },
    { title: t('site.privacyWhatTitle'), text: t('site.privacyWhat') },
    { title: t('site.privacySeeTitle'), text: t('site.privacySee') },
    { title: t('site.privacyPublicTitle'), text: t('site.privacyPublic') },
    { title: t('site.privacyDeviceTitle'), text: t('site.privacyDevice') },
    { title: t('site.privacyRightsTitle'), text: t('site.privacyRights') },
  ];
  return <TextPage title={t('portal.privacy')} lead={t('site.privacyLead')} sections={sections} />;
}
