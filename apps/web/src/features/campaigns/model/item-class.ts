import { t } from '../../../messages/t.js';
import type { Item } from '../campaigns-api.js';

const CATEGORIES = ['ADMIN_APPROVAL', 'NON_ADMIN_APPROVAL', 'OTHER'] as const;

/** The kind of power in the words of the list, and the class that the item is counted under where these differ. */
export function classOf({ category, powerType }: Pick<Item, 'category' | 'powerType'>): string {
  const counted = t(`campaigns.category_${CATEGORIES.find((one) => one === category) ?? 'OTHER'}`);
  if (powerType === null || powerType === counted) return counted;
  return t('campaigns.countedAs', { type: powerType, counted });
}
