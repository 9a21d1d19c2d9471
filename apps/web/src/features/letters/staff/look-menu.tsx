import { ArrowUpDown, Columns3 } from 'lucide-react';
import { Dialog, DialogTrigger, Popover } from 'react-aria-components/Popover';
import { Button } from 'react-aria-components/Button';
import { t } from '../../../messages/t.js';
import { buttonClass } from '../../../ui/button-look.js';
import { Checkbox } from '../../../ui/checkbox.js';
import { FilterMenu } from '../../../ui/filter-menu.js';
import { RadioGroup } from '../../../ui/radio-group.js';
import list from '../../../ui/list.module.css';
import { COLUMNS } from '../columns.js';
import { ORDERS, orderOf, type LettersSearch } from '../letters-search.js';
import type { Density, ListLook } from './use-list-look.js';
import styles from './look-menu.module.css';

const DENSITIES: readonly Density[] = ['comfortable', 'normal', 'compact'];

interface Props {
  readonly search: LettersSearch;
  readonly look: ListLook;
  readonly onChange: (search: LettersSearch) => void;
}

/** Order, columns and height of the rows. */
export function LookMenu({ search, look, onChange }: Props) {
  return (
    <>
      <ArrowUpDown size={14} aria-hidden className={`${styles.icon} no-print`} />
      <FilterMenu
        name={t('letters.orderIs', { order: t(`letters.order_${orderOf(search)}`) })}
        options={ORDERS.map((id) => ({ id, name: t(`letters.order_${id}`) }))}
        onChoose={(id) => onChange({ ...search, order: ORDERS.find((one) => one === id) })}
      />
      <DialogTrigger>
        <Button className={buttonClass({ kind: 'ghost', size: 'small' })}>
          <Columns3 size={14} aria-hidden />
          {t('letters.columns')}
        </Button>
        <Popover className={`${list.popover} ${list.menu}`} placement="bottom end" offset={4}>
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
      </DialogTrigger>
    </>
  );
}
