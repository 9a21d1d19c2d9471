import { useQuery } from '@tanstack/react-query';
import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { Schemas } from '../../../api/client.js';
import { t } from '../../../messages/t.js';
import { Button } from '../../../ui/button.js';
import { ComboBox } from '../../../ui/combo-box.js';
import { IconButton } from '../../../ui/icon-button.js';
import { Select } from '../../../ui/select.js';
import { assignCrew, candidatesQuery, type Interview } from '../api.js';
import { PartForm } from './part-form.js';
import { usePart } from './use-part.js';
import fields from './fields.module.css';
import styles from './parts.module.css';

type Member = Schemas['CrewMemberBody'];
export const CREW_ROLES = ['host', 'guest', 'recorder', 'reviewer'] as const;

interface Props {
  readonly interview: Interview;
  readonly mayWrite: boolean;
}

/** Who does what during the interview. */
export function CrewPart({ interview, mayWrite }: Props) {
  if (mayWrite) return <CrewForm key={interview.id} interview={interview} />;
  const { crew } = interview;
  return (
    <section className={styles.panel} aria-labelledby="crew">
      <h2 id="crew">{t('interviews.crew')}</h2>
      {crew.length === 0 && <p className={styles.note}>{t('interviews.noCrew')}</p>}
      <ul>
        {crew.map(({ account, title, role }) => (
          <li key={`${account} ${role}`}>
            {t(`interviews.role_${role}`)} {title}
          </li>
        ))}
      </ul>
    </section>
  );
}

function CrewForm({ interview }: Pick<Props, 'interview'>) {
  const { data: candidates = [] } = useQuery(candidatesQuery(interview.id));
  const [members, setMembers] = useState<readonly Member[]>(
    interview.crew.length > 0 ? interview.crew : CREW_ROLES.map((role) => ({ account: '', role })),
  );
  const saving = usePart(
    () =>
      assignCrew(
        interview.id,
        members.filter(({ account }) => account !== '').map(({ account, role }) => ({ account, role })),
      ),
    t('interviews.crewSaved'),
  );
  const titles = new Map([...interview.crew, ...candidates].map(({ account, title }) => [account, title]));
  const options = candidates.map(({ account, title }) => ({ id: account, name: title, note: account }));
  const change = (index: number, part: Partial<Member>): void =>
    setMembers((all) => all.map((member, at) => (at === index ? { ...member, ...part } : member)));
  return (
    <PartForm id="crew" title={t('interviews.crew')} saving={saving}>
      <p className={fields.note}>{t('interviews.crewHint')}</p>
      {members.map(({ account, role }, index) => (
        <div key={index} className={fields.member}>
          <ComboBox
            label={t('interviews.member')}
            options={options}
            value={account === '' ? null : { id: account, name: titles.get(account) ?? account }}
            onChange={(chosen) => change(index, { account: chosen?.id ?? '' })}
            error={saving.faultOf(`members.${index}`)}
          />
          <Select
            label={t('interviews.role')}
            value={role}
            options={CREW_ROLES.map((id) => ({ id, name: t(`interviews.role_${id}`) }))}
            onChange={(id) => change(index, { role: CREW_ROLES.find((one) => one === id)! })}
          />
          <IconButton
            icon={Trash2}
            label={t('interviews.removeMember', { n: index + 1 })}
            onPress={() => setMembers((all) => all.filter((_member, at) => at !== index))}
          />
        </div>
      ))}
      <p>
        <Button size="small" onPress={() => setMembers((all) => [...all, { account: '', role: 'reviewer' }])}>
          {t('interviews.addMember')}
        </Button>
      </p>
    </PartForm>
  );
}
