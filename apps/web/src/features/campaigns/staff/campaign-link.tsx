import { Link } from '@tanstack/react-router';
import { ListChecks } from 'lucide-react';
import type { ReactNode } from 'react';
import type { LinkedCase } from '../../../lib/case-links.js';
import { t } from '../../../messages/t.js';
import { departmentOf } from '../model/department-of.js';

/** From a process of a campaign to its board; a department's to its row. Null for other processes. */
export function campaignLink(process: LinkedCase): ReactNode {
  const of = departmentOf(process);
  if (!of) return null;
  return (
    <Link to="/campaigns/$id" params={{ id: of.campaign }} search={of.unit ? { unit: of.unit } : {}}>
      <ListChecks size={14} aria-hidden /> {t('campaigns.onBoard')}
    </Link>
  );
}
