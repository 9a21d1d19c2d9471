import { t } from '../../../messages/t.js';

const TITLES: Readonly<Record<string, () => string>> = {
  'supervision:read': () => t('clients.scope_supervision_read'),
  'supervision:write': () => t('clients.scope_supervision_write'),
};

/** What a scope allows; the scope itself where it has no title. */
export const scopeTitle = (scope: string): string => TITLES[scope]?.() ?? scope;
