import { t } from '../../messages/t.js';
import type { Card } from './api.js';

/** The state of a card in words. */
export function stateText(state: Card['state']): string {
  switch (state) {
    case 'pending':
      return t('cards.statePending');
    case 'stopped':
      return t('cards.stateStopped');
    case 'issued':
      return t('cards.stateIssued');
    case 'appealed':
      return t('cards.stateAppealed');
    case 'upheld':
      return t('cards.stateUpheld');
    case 'revoked':
      return t('cards.stateRevoked');
    case 'escalated':
      return t('cards.stateEscalated');
  }
}

/** How its tag looks. */
export function tagState(state: Card['state']): 'valid' | 'pending' | 'contested' | 'revoked' {
  if (state === 'pending') return 'pending';
  if (state === 'appealed') return 'contested';
  return state === 'revoked' || state === 'stopped' ? 'revoked' : 'valid';
}
