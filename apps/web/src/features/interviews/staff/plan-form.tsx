import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { Schemas } from '../../../api/client.js';
import { t } from '../../../messages/t.js';
import { Button } from '../../../ui/button.js';
import { IconButton } from '../../../ui/icon-button.js';
import { TextArea } from '../../../ui/text-area.js';
import { TextField } from '../../../ui/text-field.js';
import { prepare, type Interview } from '../api.js';
import { PartForm } from './part-form.js';
import { linesOf, usePart } from './use-part.js';
import styles from './fields.module.css';

type Guest = Schemas['GuestBody'];
const NOBODY: Guest = { name: '', title: '', intro: '' };
const MOST_GUESTS = 10;

/** The unit writes plan, guests, outline and background, and saves them as they are: a part that is empty is left out. */
export function PlanForm({ interview }: { readonly interview: Interview }) {
  const [plan, setPlan] = useState(interview.plan);
  const [guests, setGuests] = useState<readonly Guest[]>(
    interview.guests.length > 0 ? interview.guests : [NOBODY],
  );
  const [outline, setOutline] = useState(interview.outline.join('\n'));
  const [background, setBackground] = useState(interview.background);
  const saving = usePart(() => {
    const [named, lines] = [guests.filter(isNamed), linesOf(outline)];
    return prepare(interview.id, {
      ...(plan.trim() && { plan }),
      ...(named.length > 0 && { guests: named }),
      ...(lines.length > 0 && { outline: lines }),
      ...(background.trim() && { background }),
    });
  }, t('interviews.saved'));
  const change = (index: number, part: Partial<Guest>): void =>
    setGuests((all) => all.map((guest, at) => (at === index ? { ...guest, ...part } : guest)));
  return (
    <PartForm id="plan" title={t('interviews.plan')} saving={saving} then={t('interviews.planThen')}>
      <TextArea
        label={t('interviews.plan')}
        hint={t('interviews.planHint')}
        rows={6}
        max={20_000}
        value={plan}
        onChange={setPlan}
        error={saving.faultOf('plan')}
      />
      {guests.map((guest, index) => (
        <div
          key={index}
          role="group"
          aria-label={t('interviews.guest', { n: index + 1 })}
          className={styles.item}
        >
          <div className={styles.itemHead}>
            <b>{t('interviews.guest', { n: index + 1 })}</b>
            {guests.length > 1 && (
              <IconButton
                icon={Trash2}
                size="small"
                label={t('interviews.removeGuest', { n: index + 1 })}
                onPress={() => setGuests((all) => all.filter((_guest, at) => at !== index))}
              />
            )}
          </div>
          <div className={styles.row}>
            <TextField
              label={t('interviews.guestName')}
              value={guest.name}
              onChange={(name) => change(index, { name })}
              error={saving.faultOf(`guests.${index}.name`)}
            />
            <TextField
              label={t('interviews.guestTitle')}
              value={guest.title}
              onChange={(title) => change(index, { title })}
              error={saving.faultOf(`guests.${index}.title`)}
            />
          </div>
          <TextArea
            label={t('interviews.guestIntro')}
            rows={2}
            max={2000}
            value={guest.intro}
            onChange={(intro) => change(index, { intro })}
            error={saving.faultOf(`guests.${index}.intro`)}
          />
        </div>
      ))}
      {guests.length < MOST_GUESTS && (
        <p>
          <Button size="small" onPress={() => setGuests((all) => [...all, NOBODY])}>
            {t('interviews.addGuest')}
          </Button>
        </p>
      )}
      <TextArea
        label={t('interviews.outline')}
        hint={t('interviews.outlineHint')}
        rows={5}
        value={outline}
        onChange={setOutline}
        error={saving.faultOf('outline')}
      />
      <TextArea
        label={t('interviews.background')}
        hint={t('interviews.backgroundHint')}
        rows={5}
        max={20_000}
        value={background}
        onChange={setBackground}
        error={saving.faultOf('background')}
      />
    </PartForm>
  );
}

const isNamed = ({ name, title, intro }: Guest): boolean => `${name}${title}${intro}`.trim() !== '';
