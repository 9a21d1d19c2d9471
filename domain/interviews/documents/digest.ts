import { heading, list, paragraph, type OfficialDocument } from '../../documents/model.js';
import { documentDate } from '../../documents/numbering.js';
import { working, type InterviewFacts, type QuestionLine } from './facts.js';

/** 网友问题汇总, from the office to the unit before the interview (step I4). */
export function questionDigest(facts: InterviewFacts, questions: readonly QuestionLine[]): OfficialDocument {
  const { topic, unit, office, liveOn, liveFrom } = facts;
  const chosen = questions.filter((question) => question.chosen);
  const others = questions.filter((question) => !question.chosen);
  const texts = (lines: readonly QuestionLine[]) => list(lines.map(({ text }) => text));
  return working(
    `“${topic}”在线访谈网友问题汇总`,
    [
      paragraph(
        `定于${documentDate(liveOn)}${liveFrom}举办的在线访谈共征集到有效问题${questions.length}个，其中遴选${chosen.length}个作为重点问题。请据此准备。`,
      ),
      ...(chosen.length === 0 ? [] : [heading(1, '重点问题'), texts(chosen)]),
      ...(others.length === 0 ? [] : [heading(1, '其他问题'), texts(others)]),
    ],
    { to: unit, by: office, on: facts.today },
  );
}
