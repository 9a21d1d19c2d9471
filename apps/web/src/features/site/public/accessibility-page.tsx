import { t } from '../../../messages/t.js';
import { TextPage } from './text-page.js';
import './site-texts.js';

/** How the site can be used by everybody, and what to do when it cannot. */
export function AccessibilityPage() {
  const sections = [
    { title: t('site.accessibilityTextTitle'), text: t('site.accessibilityText') },
    { title: t('site.accessibilityKeysTitle'), text: t('site.accessibilityKeys') },
    { title: t('site.accessibilityReaderTitle'), text: t('site.accessibilityReader') },
    { title: t('site.accessibilityCaptchaTitle'), text: t('site.accessibilityCaptcha') },
    { title: t('site.accessibilityElseTitle'), text: t('site.accessibilityElse') },
  ];
  return (
    <TextPage title={t('portal.accessibility')} lead={t('site.accessibilityLead')} sections={sections} />
  );
}
