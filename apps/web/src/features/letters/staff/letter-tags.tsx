import { Building2, Eye, EyeOff } from 'lucide-react';
import { t } from '../../../messages/t.js';
import { MarkTag } from '../../../ui/mark-tag.js';
import { Tag } from '../../../ui/tag.js';
import type { Letter } from '../api.js';
import { useLetterWords } from './use-letter-words.js';

/** What the letter's process publishes. */
interface Facts {
  readonly coUnits?: readonly string[];
  readonly extensions?: number;
  readonly reworks?: number;
  readonly followUps?: number;
  readonly reopened?: boolean;
  readonly complex?: boolean;
}

/** A letter in words: class, consent, units, what it has been through, cards in force. */
export function LetterTags({ letter }: { readonly letter: Letter }) {
  const { classTitle, unitName } = useLetterWords();
  const facts = letter.process.facts as Facts;
  const coUnits = facts.coUnits ?? [];
  const { extensions = 0, reworks = 0, followUps = 0 } = facts;
  return (
    <>
      <Tag>{classTitle(letter.class) ?? t(`letters.kind_${letter.kind}`)}</Tag>
      <Tag tone="line" icon={letter.wantsPublic ? Eye : EyeOff}>
        {t(letter.wantsPublic ? 'letters.consents' : 'letters.noConsent')}
      </Tag>
      {letter.lead && (
        <Tag tone="line" icon={Building2}>
          {t('letters.leadTag', { unit: letter.lead.name })}
        </Tag>
      )}
      {coUnits.length > 0 && (
        <Tag tone="line">{t('letters.coUnitsTag', { units: coUnits.map(unitName).join('、') })}</Tag>
      )}
      {extensions > 0 && <Tag tone="line">{t('letters.extensionsTag', { n: extensions })}</Tag>}
      {reworks > 0 && <Tag tone="warn">{t('letters.reworksTag', { n: reworks })}</Tag>}
      {followUps > 0 && <Tag tone="line">{t('letters.followUpsTag')}</Tag>}
      {facts.reopened && <Tag tone="warn">{t('letters.reopenedTag')}</Tag>}
      {facts.complex && <Tag tone="line">{t('letters.complexTag')}</Tag>}
      {letter.cards.map((level) => (
        <MarkTag key={level} level={level} />
      ))}
    </>
  );
}
