import { Link } from '@tanstack/react-router';
import { AppWindow } from 'lucide-react';
import { lazy, type ReactNode } from 'react';
import { campaignLink } from '../../features/campaigns/staff/campaign-link.js';
import { FormWidgetsContext } from '../../forms/model/subject.js';
import { CaseLinksContext, DoneElsewhereContext, type LinkedCase } from '../../lib/case-links.js';
import { t } from '../../messages/t.js';

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
      <CaseLinksContext value={linkOf}>
        <DoneElsewhereContext value={DONE_ELSEWHERE}>{children}</DoneElsewhereContext>
      </CaseLinksContext>
    </FormWidgetsContext>
  );
}

/** A broadcast that has ended does not go on: its room asks first. */
const DONE_ELSEWHERE = new Set(['online-interview/endLive']);

const PAGES = {
  'online-interview': { to: '/interviews/$id', words: 'shell.toInterview' },
  survey: { to: '/surveys/$id', words: 'shell.toSurvey' },
  consultation: { to: '/consultations/$id', words: 'shell.toConsultation' },
} as const;

function linkOf(process: LinkedCase): ReactNode {
  const page = PAGES[process.key as keyof typeof PAGES] as (typeof PAGES)[keyof typeof PAGES] | undefined;
  if (!page) return campaignLink(process);
  return (
    <Link to={page.to} params={{ id: process.id }}>
      <AppWindow size={14} aria-hidden /> {t(page.words)}
    </Link>
  );
}
