import { t } from '../../../../messages/t.js';
import { TextField } from '../../../../ui/text-field.js';

export interface ContactTexts {
  readonly letterhead: string;
  readonly contact: string;
  readonly phone: string;
  readonly address: string;
  readonly hours: string;
}

export const NO_CONTACT: ContactTexts = { letterhead: '', contact: '', phone: '', address: '', hours: '' };

interface Props {
  readonly value: ContactTexts;
  readonly onChange: (value: ContactTexts) => void;
  readonly faults: ReadonlyMap<string, string>;
}

const FIELDS = ['letterhead', 'contact', 'phone', 'address', 'hours'] as const;
const NOTES: Partial<
  Record<(typeof FIELDS)[number], 'units.letterheadNote' | 'units.contactNote' | 'units.hoursNote'>
> = { letterhead: 'units.letterheadNote', contact: 'units.contactNote', hours: 'units.hoursNote' };

/** Letterhead and how citizens reach a unit. An empty field removes what was there. */
export const ContactFields = ({ value, onChange, faults }: Props) =>
  FIELDS.map((field) => {
    const note = NOTES[field];
    return (
      <TextField
        key={field}
        label={t(`units.${field}`)}
        note={note && t(note)}
        value={value[field]}
        onChange={(text) => onChange({ ...value, [field]: text })}
        error={faults.get(field)}
        autoComplete="off"
      />
    );
  });
