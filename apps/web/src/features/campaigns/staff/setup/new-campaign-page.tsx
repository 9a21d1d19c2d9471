import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { Form } from 'react-aria-components/Form';
import { explain } from '../../../../api/explain.js';
import { dayOf } from '../../../../lib/dates.js';
import { useMe } from '../../../../lib/me.js';
import { t } from '../../../../messages/t.js';
import { Banner } from '../../../../ui/banner.js';
import { Button } from '../../../../ui/button.js';
import { EmptyState } from '../../../../ui/empty-state.js';
import { ErrorState } from '../../../../ui/error-state.js';
import { RadioGroup } from '../../../../ui/radio-group.js';
import { Skeleton } from '../../../../ui/skeleton.js';
import { onSubmitKey } from '../../../../ui/submit-key.js';
import { missingFields } from '../../model/new-campaign.js';
import { presetsQuery, type Presets } from '../../setup-api.js';
import { seesWholeCampaign } from '../use-progress.js';
import { BasicsPart } from './basics-part.js';
import { DaysPart } from './days-part.js';
import { DaysPreview } from './days-preview.js';
import { ListsPart } from './lists-part.js';
import styles from './new-campaign-page.module.css';
import './setup-texts.js';
import { SitePart } from './site-part.js';
import { UnitsPart } from './units-part.js';
import { useNewCampaign } from './use-new-campaign.js';

const OWN = '-';

/** Sets up a campaign: from a plan or from nothing, with its days shown before it starts. */
export function NewCampaignPage() {
  const { roles } = useMe();
  const maySetUp = seesWholeCampaign(roles);
  const presets = useQuery({ ...presetsQuery, enabled: maySetUp });
  return (
    <div className={styles.page}>
      <Link to="/campaigns">{t('campaigns.title')}</Link>
      <h1 className={styles.title}>{t('campaignSetup.title')}</h1>
      {!maySetUp && <EmptyState title={t('campaignSetup.notYours')} />}
      {maySetUp && presets.isPending && <Skeleton widths={[40, 100, 100]} />}
      {presets.error && <ErrorState error={presets.error} onRetry={() => void presets.refetch()} />}
      {presets.data && <Setup presets={presets.data} />}
    </div>
  );
}

function Setup({ presets }: { readonly presets: Presets }) {
  const [now] = useState(() => new Date());
  const [isTried, setTried] = useState(false);
  const setup = useNewCampaign(presets, dayOf(now));
  const { parts } = setup;
  const missing = missingFields(parts.form, setup.hasAllDays);
  const send = (): void => {
    setTried(true);
    if (missing.length === 0 && !setup.isSending) setup.send();
  };
  return (
    <div onKeyDownCapture={onSubmitKey(send)}>
      <Form
        className={styles.form!}
        validationBehavior="aria"
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <p className={styles.note}>{t('campaignSetup.intro')}</p>
        <Part title={t('campaignSetup.basics')}>
          <RadioGroup
            label={t('campaignSetup.byPlan')}
            value={parts.form.preset ?? OWN}
            onChange={(id) => setup.choosePreset(id === OWN ? null : id)}
            error={parts.faultOf('preset')}
            options={[
              ...presets.items.map(({ key, plan }) => ({ id: key, name: plan })),
              { id: OWN, name: t('campaignSetup.ownPlan'), note: t('campaignSetup.ownPlanNote') },
            ]}
          />
          <BasicsPart {...parts} />
        </Part>
        <Part title={t('campaignSetup.days')}>
          <DaysPart {...parts} steps={presets.steps} days={setup.days} />
          <DaysPreview days={setup.hasAllDays ? setup.days : undefined} now={now} />
        </Part>
        <Part title={t('campaignSetup.units')}>
          <UnitsPart {...parts} />
        </Part>
        <Part title={t('campaignSetup.site')}>
          <SitePart {...parts} networks={presets.networks} />
        </Part>
        <Part title={t('campaignSetup.lists')}>
          <ListsPart {...parts} />
        </Part>
        <div className={styles.foot}>
          {setup.error !== null && (
            <Banner tone="late">{setup.hasFaults ? t('campaignSetup.refused') : explain(setup.error)}</Banner>
          )}
          {isTried && missing.length > 0 && (
            <Banner tone="warn">
              {t('campaignSetup.missing', {
                fields: missing.map((field) => t(`campaignSetup.${field}`)).join('、'),
              })}
            </Banner>
          )}
          <Button type="submit" kind="primary">
            {t('campaignSetup.start')}
          </Button>
        </div>
      </Form>
    </div>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className={styles.part}>
      <h2>{title}</h2>
      <div className={styles.fields}>{children}</div>
    </section>
  );
}
