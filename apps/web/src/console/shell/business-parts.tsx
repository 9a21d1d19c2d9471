import { lazy, type ReactNode } from 'react';
import { campaignLink } from '../../features/campaigns/staff/campaign-link.js';
import { FormWidgetsContext } from '../../forms/model/subject.js';
import { CaseLinksContext } from '../../lib/case-links.js';

/** Fields that one business only has; each is loaded with the first form that shows it. */
const WIDGETS = {
  findings: lazy(async () => ({
    default: (await import('../../features/campaigns/staff/fields/findings-field.js')).FindingsField,
  })),
  itemList: lazy(async () => ({
    default: (await import('../../features/campaigns/staff/fields/item-list-field.js')).ItemListField,
  })),
};

/** What businesses add to the pages of any case: fields of their forms, and the way to their own pages. */
export function BusinessParts({ children }: { readonly children: ReactNode }) {
  return (
    <FormWidgetsContext value={WIDGETS}>
      <CaseLinksContext value={campaignLink}>{children}</CaseLinksContext>
    </FormWidgetsContext>
  );
}
