import { t } from '../../messages/t.js';

/** A number of working days that letters took. They are counted in tenths: less than one of them is not nothing. */
export const shownDays = (days: number): string | number => (days === 0 ? t('cockpit.underTenth') : days);
