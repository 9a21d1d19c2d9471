import { TriangleAlert, Undo2 } from 'lucide-react';
import { t } from '../../../../messages/t.js';
import { DateField } from '../../../../ui/date-field.js';
import { IconButton } from '../../../../ui/icon-button.js';
import { warningsOf, type PlanDay } from '../../model/phases.js';
import { withFirstDay } from '../../model/new-campaign.js';
import type { Presets } from '../../setup-api.js';
import type { SetupProps } from './setup-props.js';
import styles from './days-part.module.css';

interface Props extends SetupProps {
  readonly steps: Presets['steps'];
  /** Of the preview; undefined: days are missing. */
  readonly days: readonly PlanDay[] | undefined;
}

/** The days: those of the plan from its first one on, and single ones as they are written here. */
export function DaysPart({ form, preset, onChange, faultOf, steps, days, today }: Props) {
  const own = (name: string): string | null | undefined => form.dates[name];
  const set = (name: string, day: string | null): void =>
    onChange({ ...form, dates: { ...form.dates, [name]: day } });
  const reset = (name: string): void => {
    const { [name]: _dropped, ...dates } = form.dates;
    onChange({ ...form, dates });
  };
  const shared = warningsOf(days ?? []).filter(({ titles }) => titles.length > 1);
  const isShared = (text: string): boolean => shared.some(({ warning }) => warning === text);
  return (
    <>
      {preset && (
        <div className={styles.first}>
          <DateField
            label={t('campaignSetup.firstDay')}
            note={t('campaignSetup.firstDayHint')}
            value={form.firstDay}
            onChange={(day) => onChange(withFirstDay(form, preset, day))}
            today={today}
            error={faultOf('firstDay')}
            isRequired
          />
        </div>
      )}
      {shared.map(({ warning, titles }) => (
        <p key={warning} className={styles.warning}>
          <TriangleAlert size={14} aria-hidden />
          {t('campaigns.warningOf', { title: titles.join('、'), warning })}
        </p>
      ))}
      <ol className={styles.days} aria-label={t('campaignSetup.daysTable')}>
        {steps.map(({ name, title }) => {
          const isOwn = own(name) !== undefined;
          const shown = days?.find((day) => day.name === name);
          const value = isOwn ? own(name)! : preset ? (shown?.day ?? null) : null;
          return (
            <li key={name} className={styles.day}>
              <DateField
                label={title}
                value={value}
                onChange={(day) => set(name, day)}
                today={today}
                error={faultOf(`dates.${name}`)}
                isRequired
              />
              {preset && isOwn && (
                <IconButton icon={Undo2} label={t('campaignSetup.dayReset')} onPress={() => reset(name)} />
              )}
              {shown?.warning && shown.day === value && !isShared(shown.warning) && (
                <p className={styles.warning}>
                  <TriangleAlert size={14} aria-hidden />
                  {shown.warning}
                </p>
              )}
            </li>
          );
        })}
      </ol>
    </>
  );
}
