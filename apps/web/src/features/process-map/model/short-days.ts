import { t } from '../../../messages/t.js';

/** A number of working days; below one there is no number that says anything: limits of hours, work of the same day. */
export const shortDays = (days: number): string | number => (days < 1 ? t('processMap.underOne') : days);
