import { Dialog, Popover } from 'react-aria-components/Popover';
import { t } from '../../../messages/t.js';
import { Checkbox } from '../../../ui/checkbox.js';
import type { Opened } from '../../../ui/opener.js';
import { RadioGroup } from '../../../ui/radio-group.js';
import list from '../../../ui/list.module.css';
import { COLUMNS } from '../columns.js';
import type { Density, ListLook } from './use-list-look.js';
import styles from './look-menu.module.css';

const DENSITIES: readonly Density[] = ['comfortable', 'normal', 'compact'];

/** Columns and height of the rows. */
export function LookDialog({ look, triggerRef, onClose }: Opened & { readonly look: ListLook }) {
  return (
    <Popover
      isOpen
      onOpenChange={onClose}
      triggerRef={triggerRef}
      className={`${list.popover} ${list.menu}`}
      placement="bottom end"
      offset={4}
    >
      <Dialog aria-label={t('letters.columns')} className={styles.look!}>
        <p>{t('letters.columnsHint')}</p>
        {COLUMNS.map((column) => (
          <Checkbox
            key={column}
            isSelected={look.columns.includes(column)}
            onChange={(on) =>
              look.setColumns(COLUMNS.filter((one) => (one === column ? on : look.columns.includes(one))))
            }
          >
            {t(`letters.column_${column}`)}
          </Checkbox>
        ))}
        <RadioGroup
          label={t('letters.density')}
          options={DENSITIES.map((id) => ({ id, name: t(`letters.density_${id}`) }))}
          value={look.density}
          onChange={(id) => look.setDensity(id as Density)}
          isRow
        />
      </Dialog>
    </Popover>
  );
}
