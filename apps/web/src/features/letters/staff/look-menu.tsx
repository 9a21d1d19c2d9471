import { ArrowUpDown, Columns3 } from 'lucide-react';
import { Button } from 'react-aria-components/Button';
import { late } from '../../../lib/late.js';
import { t } from '../../../messages/t.js';
import { buttonClass } from '../../../ui/button-look.js';
import { FilterMenu } from '../../../ui/filter-menu.js';
import { Opener } from '../../../ui/opener.js';
import { ORDERS, orderOf, type LettersSearch } from '../letters-search.js';
import type { ListLook } from './use-list-look.js';
import styles from './look-menu.module.css';

const LookDialog = late(async () => (await import('./look-dialog.js')).LookDialog);

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
      <Opener
        opens="dialog"
        trigger={
          <Button className={buttonClass({ kind: 'ghost', size: 'small' })}>
            <Columns3 size={14} aria-hidden />
            {t('letters.columns')}
          </Button>
        }
      >
        {(opened) => <LookDialog look={look} {...opened} />}
      </Opener>
    </>
  );
}
