import { CaseSheet, SheetFiles, type SheetFact } from '../../features/cases/staff/case-sheet.js';
import type { CaseStep } from '../../features/cases/steps.js';
import type { Letter } from '../../features/letters/api.js';
import { useLetterWords } from '../../features/letters/staff/use-letter-words.js';
import { dayAndTime, documentDay, endOf } from '../../lib/dates.js';
import { t } from '../../messages/t.js';
import { MarkTag } from '../../ui/mark-tag.js';
import { ReadingText } from '../../ui/reading-text.js';

interface Props {
  readonly letter: Letter;
  readonly steps: readonly CaseStep[];
}

/** A letter on paper, with what its units have done. */
export function LetterSheet({ letter, steps }: Props) {
  const words = useLetterWords();
  return (
    <CaseSheet
      title={t('sheet.letter')}
      facts={factsOf(letter, words)}
      steps={steps}
      processId={letter.processId}
    >
      <h2>{t('sheet.text')}</h2>
      {letter.body === null ? (
        <p>{t(letter.erasedAt === null ? 'letters.notRead' : 'letters.erased')}</p>
      ) : (
        <ReadingText text={letter.body} />
      )}
      <SheetFiles names={letter.attachments.map(({ name }) => name)} />
    </CaseSheet>
  );
}

function factsOf(letter: Letter, words: ReturnType<typeof useLetterWords>): SheetFact[] {
  const { writer, lead, cards, dueAt, eventOn, eventPlace, namedUnits } = letter;
  const coUnits = (letter.process.facts as { readonly coUnits?: readonly string[] }).coUnits ?? [];
  const facts: readonly SheetFact[] = [
    [t('sheet.number'), letter.letterNo],
    [t('letters.receivedAt'), textOf(dayAndTime(letter.receivedAt))],
    [t('sheet.subject'), letter.title ?? t('letters.noTitle')],
    [t('sheet.class'), words.classTitle(letter.class) ?? t(`letters.kind_${letter.kind}`)],
    [t('letters.writer'), writer?.name],
    [t('letters.phone'), writer?.phone],
    [t('letters.email'), writer?.email],
    [t('letters.address'), writer?.address],
    [t('letters.eventOn'), eventOn && documentDay(eventOn)],
    [t('letters.eventPlace'), eventPlace],
    [t('letters.namedUnits'), namedUnits.map(words.unitName).join('、')],
    [t('sheet.lead'), lead?.name ?? t('sheet.notDispatched')],
    [t('sheet.coUnits'), coUnits.map(words.unitName).join('、')],
    [t('sheet.stage'), letter.process.stageTitle],
    [t('sheet.due'), dueAt && textOf(endOf(dueAt))],
    [t('sheet.cards'), cards.length > 0 && cards.map((level) => <MarkTag key={level} level={level} />)],
  ];
  return facts.filter(([, value]) => Boolean(value));
}

const textOf = ({ day, time }: { readonly day: string; readonly time: string }): string =>
  `${documentDay(day)}${time}`;
