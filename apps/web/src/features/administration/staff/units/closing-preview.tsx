import type { Schemas } from '../../../../api/client.js';
import { t } from '../../../../messages/t.js';
import { Banner } from '../../../../ui/banner.js';

interface Props {
  readonly view: Schemas['UnitClosingsView'];
}

/** Where the open cases of closed units go, and how many accounts are to be moved. */
export const ClosingPreview = ({ view }: Props) =>
  view.units.map(({ code, name, accounts, heirs }) => (
    <Banner key={code} tone="info">
      {t('units.previewOf', { name })}
      {heirs.length === 0 && t('units.previewEmpty')}
      {heirs.map((heir) => (
        <span key={heir.unit}>
          {t('units.previewHeir', { name: heir.name, cases: heir.cases, tasks: heir.tasks })}
          {heir.conflicts > 0 && t('units.previewConflicts', { n: heir.conflicts })}
        </span>
      ))}
      {accounts > 0 && t('units.previewAccounts', { n: accounts })}
    </Banner>
  ));
