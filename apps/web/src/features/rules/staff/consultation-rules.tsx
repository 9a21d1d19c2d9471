import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Schemas } from '../../../api/client.js';
import { addDays, dayOf, documentDay } from '../../../lib/dates.js';
import { useMe } from '../../../lib/me.js';
import { t } from '../../../messages/t.js';
import { ActDialog } from '../../../ui/act-dialog.js';
import { Button } from '../../../ui/button.js';
import { DateField } from '../../../ui/date-field.js';
import { EmptyState } from '../../../ui/empty-state.js';
import { ErrorState } from '../../../ui/error-state.js';
import { NumberField } from '../../../ui/number-field.js';
import { Skeleton } from '../../../ui/skeleton.js';
import { Table } from '../../../ui/table.js';
import { TextArea } from '../../../ui/text-area.js';
import { TextField } from '../../../ui/text-field.js';
import { lengthText } from '../limit-rows.js';
import { consultationRulesQuery, proposeConsultationRule } from '../rules-api.js';
import { Differences } from './differences.js';
import { ProposalHistory } from './proposal-history.js';
import { ProposalPanel } from './proposal-panel.js';
import styles from './rules.module.css';
import { useRuleAct } from './use-rule-act.js';

type Rule = Schemas['ConsultationRule'];
const LENGTHS = ['period', 'hearingPapers', 'legalReview', 'sorting', 'answer'] as const;

/** What consultations must observe, by the day from which it holds; the legal office proposes the next rule. */
export function ConsultationRules() {
  const { roles } = useMe();
  const { data, error, isPending, refetch } = useQuery(consultationRulesQuery);
  const [isNew, setNew] = useState(false);
  const [latest] = data ?? [];
  return (
    <div className={styles.columns}>
      <section className={styles.panel} aria-labelledby="consultation-rules">
        <header className={styles.head}>
          <h2 id="consultation-rules" className={styles.grow}>
            {t('rules.consultationRules')}
          </h2>
          {latest && roles.includes('legal-officer') && (
            <Button kind="primary" onPress={() => setNew(true)}>
              {t('rules.newRule')}
            </Button>
          )}
        </header>
        {isPending && <Skeleton />}
        {error && <ErrorState error={error} onRetry={() => void refetch()} />}
        {data?.length === 0 && <EmptyState title={t('rules.notSet')} />}
        {data && data.length > 0 && (
          <Table
            caption={t('rules.consultationRules')}
            rows={data}
            keyOf={({ effectiveFrom }) => effectiveFrom}
            columns={[
              {
                ...{ id: 'title', title: t('rules.ruleName') },
                cell: ({ title, effectiveFrom }) => (
                  <>
                    {title}
                    <br />
                    <span className={styles.small}>
                      {t('rules.ruleFrom', { day: documentDay(effectiveFrom) })}
                    </span>
                  </>
                ),
              },
              ...LENGTHS.map((name) => ({
                ...{ id: name, title: t(`rules.rule_${name}`) },
                cell: (rule: Rule) => lengthText(rule[name]),
              })),
            ]}
          />
        )}
      </section>
      <div className={styles.side}>
        <ProposalPanel kind="consultation-rule">
          {(proposal) => <Differences proposal={proposal} />}
        </ProposalPanel>
        <ProposalHistory kind="consultation-rule" />
      </div>
      {isNew && latest && <NewRule latest={latest} onClose={() => setNew(false)} />}
    </div>
  );
}

/** The next rule, from the latest one. */
function NewRule({ latest, onClose }: { readonly latest: Rule; readonly onClose: () => void }) {
  const [today] = useState(() => dayOf(new Date()));
  const [rule, setRule] = useState<Rule>({ ...latest, effectiveFrom: addDays(today, 1) });
  const propose = useRuleAct(proposeConsultationRule, t('rules.proposed'), onClose);
  const change = (changed: Partial<Rule>): void => setRule((before) => ({ ...before, ...changed }));
  return (
    <ActDialog
      title={t('rules.newRule')}
      act={t('rules.propose')}
      isSending={propose.isPending}
      error={propose.error}
      onSubmit={() => propose.mutate(rule)}
      onClose={onClose}
    >
      <TextField label={t('rules.ruleName')} value={rule.title} onChange={(title) => change({ title })} />
      <DateField
        label={t('rules.effectiveFrom')}
        value={rule.effectiveFrom}
        onChange={(day) => change({ effectiveFrom: day ?? '' })}
        today={today}
      />
      {LENGTHS.map((name) => {
        const [[unit, amount]] = Object.entries(rule[name]) as [[string, number]];
        return (
          <NumberField
            key={name}
            label={t(`rules.rule_${name}`)}
            note={lengthText({ [unit]: '' })}
            value={amount}
            onChange={(n) => change({ [name]: { [unit]: n ?? NaN } })}
            min={1}
            max={400}
          />
        );
      })}
      <TextArea
        label={t('rules.ruleBasis')}
        value={rule.source.note}
        onChange={(note) => change({ source: { ...rule.source, note } })}
        rows={3}
        max={5000}
      />
    </ActDialog>
  );
}
