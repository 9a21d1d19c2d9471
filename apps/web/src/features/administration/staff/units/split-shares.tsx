import { useQuery } from '@tanstack/react-query';
import { Plus, X } from 'lucide-react';
import { processWordsQuery } from '../../../../api/process-words.js';
import type { Schemas } from '../../../../api/client.js';
import { t } from '../../../../messages/t.js';
import { Button } from '../../../../ui/button.js';
import { ComboBox } from '../../../../ui/combo-box.js';
import { IconButton } from '../../../../ui/icon-button.js';
import { MultiSelect } from '../../../../ui/multi-select.js';
import type { Option } from '../../../../ui/option.js';
import { TextField } from '../../../../ui/text-field.js';
import styles from './units-page.module.css';

/** What a further heir of a split unit gets, as it is being entered. */
export interface Share {
  /** Of the row on the page. */
  readonly key: number;
  readonly heir: Option | null;
  readonly classes: readonly Option[];
  /** Numbers of cases, as typed. */
  readonly numbers: string;
}

/** Most heirs beside the successor. */
const MOST = 20;

/** Shares as the server wants them; those without a unit are left out. */
export const shareBodies = (shares: readonly Share[]): Schemas['UnitShareBody'][] =>
  shares.flatMap(({ heir, classes, numbers }) =>
    heir === null
      ? []
      : [
          {
            unit: heir.id,
            classes: classes.map(({ id }) => id),
            cases: numbers.split(/[\s,，、;；]+/).filter(Boolean),
          },
        ],
  );

interface Props {
  readonly shares: readonly Share[];
  readonly units: readonly Option[];
  readonly onChange: (shares: readonly Share[]) => void;
  readonly faults: ReadonlyMap<string, string>;
}

/** Units that get a part of a split unit: cases of a class, or single cases. */
export function SplitShares({ shares, units, onChange, faults }: Props) {
  const { data: words } = useQuery(processWordsQuery('mailbox-letter'));
  const classes = Object.entries(words?.classes ?? {}).map(([id, name]) => ({ id, name }));
  const change = (key: number, next: Partial<Share>): void =>
    onChange(shares.map((share) => (share.key === key ? { ...share, ...next } : share)));
  return (
    <>
      {shares.map(({ key, heir, classes: chosen, numbers }, index) => {
        const fault = (field: string): string | undefined => faults.get(`shares.${index}${field}`);
        return (
          <fieldset key={key} className={styles.share}>
            <legend>{t('units.share', { n: index + 1 })}</legend>
            <IconButton
              icon={X}
              size="small"
              label={t('units.dropShare', { n: index + 1 })}
              onPress={() => onChange(shares.filter((share) => share.key !== key))}
            />
            <ComboBox
              label={t('units.splitTo')}
              note={t('units.splitNote')}
              options={units}
              value={heir}
              onChange={(option) => change(key, { heir: option })}
              error={fault('.unit')}
            />
            <MultiSelect
              label={t('units.splitClasses')}
              options={classes}
              value={chosen}
              onChange={(options) => change(key, { classes: options })}
              error={fault('.classes') ?? fault('')}
            />
            <TextField
              label={t('units.splitCases')}
              note={t('units.splitCasesNote')}
              value={numbers}
              onChange={(text) => change(key, { numbers: text })}
              error={fault('.cases')}
              autoComplete="off"
            />
          </fieldset>
        );
      })}
      {shares.length < MOST && (
        <p>
          <Button
            size="small"
            onPress={() =>
              onChange([
                ...shares,
                { key: (shares.at(-1)?.key ?? 0) + 1, heir: null, classes: [], numbers: '' },
              ])
            }
          >
            <Plus size={14} aria-hidden />
            {t('units.addShare')}
          </Button>
        </p>
      )}
    </>
  );
}
