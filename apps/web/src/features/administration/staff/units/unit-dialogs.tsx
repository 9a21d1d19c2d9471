import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { unitsQuery } from '../../../../api/case-queries.js';
import type { Schemas } from '../../../../api/client.js';
import { ProblemError } from '../../../../api/problem.js';
import { useMe } from '../../../../lib/me.js';
import { t } from '../../../../messages/t.js';
import { ActDialog } from '../../../../ui/act-dialog.js';
import { ComboBox } from '../../../../ui/combo-box.js';
import type { Option } from '../../../../ui/option.js';
import { Select } from '../../../../ui/select.js';
import { TextArea } from '../../../../ui/text-area.js';
import { TextField } from '../../../../ui/text-field.js';
import { changeUnit, createUnit, type UnitRecord } from '../../units-api.js';
import { ContactFields, NO_CONTACT, type ContactTexts } from './contact-fields.js';
import { useUnitAct } from './use-unit-act.js';

const FAULTLESS: ReadonlyMap<string, string> = new Map();
const faultsOf = (error: unknown): ReadonlyMap<string, string> =>
  error instanceof ProblemError ? error.fields : FAULTLESS;

type NewKind = Schemas['NewUnitBody']['kind'];
const COUNTY_KINDS: readonly NewKind[] = ['COUNTY_OFFICE', 'TOWNSHIP'];
const KINDS: readonly NewKind[] = ['DEPARTMENT', 'DIRECT', 'VERTICAL', 'COUNTY', ...COUNTY_KINDS];

/** What a code looks like. */
function codeNote(kind: NewKind, isInCounty: boolean) {
  if (kind === 'COUNTY') return 'units.codeCounty';
  if (kind === 'TOWNSHIP') return 'units.codeTownship';
  return isInCounty ? 'units.codeOffice' : 'units.codePrefecture';
}

interface NewProps {
  readonly onClose: () => void;
  readonly onCreated: (code: string) => void;
}

/** A new unit, from today on. An administrator of a county creates its offices and townships. */
export function NewUnitDialog({ onClose, onCreated }: NewProps) {
  const me = useMe();
  const { data: units = [] } = useQuery(unitsQuery);
  const isCounty = me.roles.includes('county-admin');
  const kinds = isCounty ? COUNTY_KINDS : KINDS;
  const [kind, setKind] = useState<NewKind>(kinds[0]!);
  const [place, setPlace] = useState<Option | null>(null);
  const [code, setCode] = useState('');
  const [name, setName] = useState('');
  const [shortName, setShortName] = useState('');
  const [contact, setContact] = useState<ContactTexts>(NO_CONTACT);
  const [reason, setReason] = useState('');
  const parents = units
    .filter((unit) => unit.validTo === null && (isCounty ? unit.code === me.unit : isParent(unit.kind, kind)))
    .map((unit) => ({ id: unit.code, name: unit.name, note: unit.code }));
  const parent = place ?? (parents.length === 1 ? parents[0]! : null);
  const isInCounty = units.some((unit) => unit.code === parent?.id && unit.kind === 'COUNTY');
  const create = useUnitAct(createUnit, t('units.created'), () => onCreated(code.trim()));
  const faults = faultsOf(create.error);
  return (
    <ActDialog
      title={t('units.create')}
      act={t('units.create')}
      isSending={create.isPending}
      error={faults.size > 0 ? undefined : create.error}
      onClose={onClose}
      onSubmit={() =>
        create.mutate({
          ...{ kind, parent: parent?.id ?? '', code: code.trim(), name, shortName: shortName || name },
          ...{ ...contact, reason },
        })
      }
    >
      <Select
        label={t('units.kind')}
        options={kinds.map((id) => ({ id, name: t(`units.${id}`) }))}
        value={kind}
        onChange={(id) => {
          setKind(id as NewKind);
          setPlace(null);
        }}
        error={faults.get('kind')}
      />
      <ComboBox
        key={`${kind} ${parents.length}`}
        label={t('units.parent')}
        options={parents}
        value={parent}
        onChange={setPlace}
        error={faults.get('parent')}
      />
      <TextField
        label={t('units.code')}
        note={t(codeNote(kind, isInCounty))}
        value={code}
        onChange={setCode}
        error={faults.get('code')}
        autoComplete="off"
      />
      <TextField label={t('units.name')} value={name} onChange={setName} error={faults.get('name')} />
      <TextField
        label={t('units.shortName')}
        value={shortName}
        onChange={setShortName}
        error={faults.get('shortName')}
      />
      <ContactFields value={contact} onChange={setContact} faults={faults} />
      <Reason value={reason} onChange={setReason} error={faults.get('reason')} />
    </ActDialog>
  );
}

/** Whether units of a kind belong to a unit of another kind. */
function isParent(above: string, kind: NewKind): boolean {
  if (kind === 'VERTICAL') return above === 'PREFECTURE' || above === 'COUNTY';
  return above === (COUNTY_KINDS.includes(kind) ? 'COUNTY' : 'PREFECTURE');
}

interface ChangeProps {
  readonly unit: UnitRecord;
  readonly onClose: () => void;
}

/** Renames a unit from today on, and changes its letterhead and contact data. */
export function ChangeUnitDialog({ unit, onClose }: ChangeProps) {
  const [name, setName] = useState(unit.name);
  const [shortName, setShortName] = useState(unit.shortName);
  const [contact, setContact] = useState<ContactTexts>({
    ...{ letterhead: unit.letterhead ?? '', contact: unit.contact ?? '', phone: unit.phone ?? '' },
    ...{ address: unit.address ?? '', hours: unit.hours ?? '' },
  });
  const [reason, setReason] = useState('');
  const change = useUnitAct(
    (body: Schemas['ChangeUnitBody']) => changeUnit(unit.code, body),
    t('units.changed'),
    onClose,
  );
  const faults = faultsOf(change.error);
  return (
    <ActDialog
      title={t('units.change')}
      act={t('accounts.save')}
      isSending={change.isPending}
      error={faults.size > 0 ? undefined : change.error}
      onClose={onClose}
      onSubmit={() => change.mutate({ name, shortName, ...contact, reason })}
    >
      <TextField
        label={t('units.name')}
        note={t('units.nameNote')}
        value={name}
        onChange={setName}
        error={faults.get('name')}
      />
      <TextField
        label={t('units.shortName')}
        value={shortName}
        onChange={setShortName}
        error={faults.get('shortName')}
      />
      <ContactFields value={contact} onChange={setContact} faults={faults} />
      <Reason value={reason} onChange={setReason} error={faults.get('reason')} />
    </ActDialog>
  );
}

interface ReasonProps {
  readonly value: string;
  readonly onChange: (reason: string) => void;
  readonly error: string | undefined;
}

const Reason = (props: ReasonProps) => (
  <TextArea label={t('accounts.reason')} note={t('accounts.reasonNote')} max={200} rows={2} {...props} />
);
