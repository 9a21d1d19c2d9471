import { t } from '../../../messages/t.js';
import type { OrderItem } from '../orders-api.js';

export const kindText = (kind: OrderItem['kind']): string =>
  t(kind === 'order' ? 'cockpit.kindOrder' : 'cockpit.kindUrge');
