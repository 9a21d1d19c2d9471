import { useSite } from '../../../lib/site.js';
import { t } from '../../../messages/t.js';
import { siteSections } from './site-sections.js';
import { TextPage } from './text-page.js';
import './site-texts.js';

/** What becomes of personal data. */
export function PrivacyPage() {
  const sections = [
    ...siteSections(useSite(), ['privacy', 'publication']),
    { title: t('site.privacySeeTitle'), text: t('site.privacySee') },
    { title: t('site.privacyDeviceTitle'), text: t('site.privacyDevice') },
  ];
  return <TextPage title={t('portal.privacy')} lead={t('site.privacyLead')} sections={sections} />;
}
