import { Link } from '@tanstack/react-router';
import { AppWindow } from 'lucide-react';
import { lazy, type ReactNode } from 'react';
import { JUDGED_STEPS, judgedOf } from '../../features/campaigns/staff/judged/judged-of.js';
import { campaignLink } from '../../features/campaigns/staff/campaign-link.js';
import { FormWidgetsContext } from '../../forms/model/subject.js';
import { searchable } from '../../features/search/searchable.js';
import {
  CaseLinksContext,
  DoneElsewhereContext,
  FindElsewhereContext,
  JudgedContext,
  UnproposedContext,
  type LinkedCase,
} from '../../lib/case-links.js';
import { useMe } from '../../lib/me.js';
import { t } from '../../messages/t.js';
import { navigationFor } from './navigation.js';

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
  const { roles } = useMe();
  const readsLetters = navigationFor(roles).some(({ to }) => to === '/letters');
  return (
    <FormWidgetsContext value={WIDGETS}>
      <CaseLinksContext value={linkOf}>
        <FindElsewhereContext value={readsLetters ? findInLetters : undefined}>
          <DoneElsewhereContext value={DONE_ELSEWHERE}>
            <UnproposedContext value={JUDGED_STEPS}>
              <JudgedContext value={judgedOf}>{children}</JudgedContext>
            </UnproposedContext>
          </DoneElsewhereContext>
        </FindElsewhereContext>
      </CaseLinksContext>
    </FormWidgetsContext>
  );
}

/** The list of letters is searched by texts as well; the list of work by number and title. */
function findInLetters(words: string): ReactNode {
  const q = searchable(words);
  if (q === null) return null;
  return (
    <Link to="/letters" search={{ q }}>
      {t('letters.findInLetters', { words: q })}
    </Link>
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
