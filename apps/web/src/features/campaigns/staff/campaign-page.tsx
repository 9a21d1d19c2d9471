import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { ProblemError } from '../../../api/problem.js';
import { useMe } from '../../../lib/me.js';
import { useNow } from '../../../lib/use-now.js';
import { t } from '../../../messages/t.js';
import { Banner } from '../../../ui/banner.js';
import { Button } from '../../../ui/button.js';
import { ErrorState } from '../../../ui/error-state.js';
import { NotFound } from '../../../ui/not-found.js';
import { Skeleton } from '../../../ui/skeleton.js';
import { Tabs } from '../../../ui/tabs.js';
import { Tag } from '../../../ui/tag.js';
import { campaignQuery, departmentsQuery, type Campaign } from '../campaigns-api.js';
import { TABS, type CampaignSearch, type CampaignTab } from '../model/campaign-search.js';
import styles from './campaign-page.module.css';
import { CorrectDatesDialog } from './correct-dates-dialog.js';
import { DocumentsTab } from './documents-tab.js';
import { FindingsTab } from './findings-tab.js';
import { InspectionLine } from './inspection-line.js';
import { ItemsTab } from './items-tab.js';
import { ListsTab } from './lists-tab.js';
import { OverviewTab } from './overview-tab.js';
import { OpenTasks } from './open-tasks.js';
import { PhaseBand } from './phase-band.js';
import { seesWholeCampaign, useProgress } from './use-progress.js';

const route = getRouteApi('/campaigns/$id');

/** A campaign: where it stands, what was found with whom, and what is to be done. */
export function CampaignPage() {
  const { id } = route.useParams();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const now = useNow();
  const { roles } = useMe();
  const campaign = useQuery(campaignQuery(id));
  const departments = useQuery(departmentsQuery(id));
  const progress = useProgress(id, roles);
  const change = (next: Partial<CampaignSearch>): void =>
    void navigate({ search: (before) => ({ ...before, ...next }), replace: true, resetScroll: false });

  if (campaign.error instanceof ProblemError && campaign.error.code === 'NOT_FOUND') return <NotFound />;
  const error = campaign.data ? departments.error : campaign.error;
  if (error && !(campaign.data && departments.data))
    return (
      <ErrorState
        error={error}
        onRetry={() => void Promise.all([campaign.refetch(), departments.refetch()])}
      />
    );
  if (!campaign.data || !departments.data) return <Skeleton widths={[40, 100, 100, 100]} />;

  const shown = { campaign: campaign.data, departments: departments.data, search, onSearch: change, now };
  const toReview =
    progress?.findings['found'] ?? departments.data.reduce((sum, { findings }) => sum + findings.found, 0);
  const contents: Readonly<Record<CampaignTab, () => React.ReactNode>> = {
    overview: () => <OverviewTab {...shown} />,
    units: () => <ListsTab {...shown} />,
    items: () => <ItemsTab {...shown} />,
    findings: () => <FindingsTab {...shown} />,
    documents: () => <DocumentsTab {...shown} />,
  };
  const tab = search.tab ?? 'overview';
  return (
    <div className={`${styles.page} wide-sheet`}>
      <Head campaign={campaign.data} />
      {seesWholeCampaign(roles) && <OpenTasks processId={id} now={now} />}
      <PhaseBand
        dates={campaign.data.dates}
        stage={campaign.data.process.stage}
        now={now}
        act={<CorrectDates campaign={campaign.data} now={now} />}
      />
      <InspectionLine inspection={progress?.inspection ?? campaign.data.inspection} />
      {campaign.data.siteDown && <Banner tone="warn">{t('campaigns.siteDown')}</Banner>}
      <Tabs
        label={t('campaigns.parts')}
        value={tab}
        onChange={(next) =>
          change({ tab: TABS.find((one) => one === next && one !== 'overview'), finding: undefined })
        }
        tabs={TABS.map((one) => ({
          id: one,
          name:
            one === 'findings' && toReview > 0 && campaign.data.process.endedAt === null
              ? t('campaigns.findingsToReview', { n: toReview })
              : t(`campaigns.${one}`),
          content: one === tab ? contents[one]() : null,
        }))}
      />
    </div>
  );
}

/** For those who set up campaigns, while one runs. */
function CorrectDates({ campaign, now }: { readonly campaign: Campaign; readonly now: Date }) {
  const { roles } = useMe();
  const [isOpen, setOpen] = useState(false);
  if (!seesWholeCampaign(roles) || campaign.process.endedAt !== null) return null;
  return (
    <span className="no-print">
      <Button size="small" onPress={() => setOpen(true)}>
        {t('campaigns.correctDates')}
      </Button>
      {isOpen && <CorrectDatesDialog campaign={campaign} now={now} onClose={() => setOpen(false)} />}
    </span>
  );
}

function Head({ campaign }: { readonly campaign: Campaign }) {
  const { roles } = useMe();
  const { process, title, centreName, governmentName, carriesOver } = campaign;
  return (
    <header className={styles.head}>
      <Link to="/campaigns">{t('campaigns.title')}</Link>
      <div className={styles.line}>
        <h1>{title}</h1>
        <Tag tone="accent">{process.stageTitle}</Tag>
        <span className={styles.note}>
          <span className="num">{process.subject}</span>
          {t('campaigns.centreOf', { centre: centreName, government: governmentName })}
          {carriesOver && seesWholeCampaign(roles) && (
            <Link to="/campaigns/$id" params={{ id: carriesOver }}>
              {t('campaigns.carried')}
            </Link>
          )}
          {seesWholeCampaign(roles) && (
            <Link to="/processes/$id" params={{ id: campaign.id }}>
              {t('campaigns.openCase')}
            </Link>
          )}
        </span>
      </div>
    </header>
  );
}
