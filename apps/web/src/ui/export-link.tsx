import { Download } from 'lucide-react';
import { exportAddress, type ExportedList } from '../lib/export-address.js';
import { t } from '../messages/t.js';
import type { ButtonLook } from './button-look.js';
import { ButtonAnchor } from './link-button.js';

interface Props extends Pick<ButtonLook, 'kind'> {
  readonly list: ExportedList;
  /** Query of the list. */
  readonly filter: string;
}

/** Downloads a list with its conditions as a spreadsheet. */
export const ExportLink = ({ list, filter, kind }: Props) => (
  <ButtonAnchor href={exportAddress(list, filter)} kind={kind} size="small" download>
    <Download size={14} aria-hidden />
    {t('ui.export')}
  </ButtonAnchor>
);
