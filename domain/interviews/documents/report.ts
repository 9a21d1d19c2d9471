import { heading, list, paragraph, table, type OfficialDocument } from '../../documents/model.js';
import { documentDate } from '../../documents/numbering.js';
import { plainParagraphs } from './paragraphs.js';
import { working, type InterviewFacts, type QuestionLine } from './facts.js';

export interface InterviewFigures {
  /** Numbers of questions: submitted, approved, answered live, answered afterwards. */
  readonly asked: number;
  readonly approved: number;
  readonly answeredLive: number;
  readonly answeredLater: number;
}

/** 访谈小结, from the unit to the office (step I9). */
export function interviewReport(
  facts: InterviewFacts,
  figures: InterviewFigures,
  written: {
    readonly summary: string;
    readonly commitments: readonly string[];
    readonly later: readonly QuestionLine[];
  },
): OfficialDocument {
  const { topic, unit, office, liveOn } = facts;
  const { asked, approved, answeredLive, answeredLater } = figures;
  return working(
    `“${topic}”在线访谈小结`,
    [
      heading(1, '基本情况'),
      paragraph(
        `${documentDate(liveOn)}，${unit}举办了“${topic}”在线访谈。共征集网友问题${asked}个，审核采用${approved}个，现场答复${answeredLive}个，会后答复${answeredLater}个。`,
      ),
      heading(1, '主要成效'),
      ...plainParagraphs(written.summary),
      ...(written.commitments.length === 0
        ? []
        : [heading(1, '承诺事项及办理情况'), list(written.commitments)]),
      ...(written.later.length === 0
        ? []
        : [
            heading(1, '会后答复'),
            table(
              null,
              [
                { title: '序号', width: 1 },
                { title: '网友问题', width: 6, align: 'left' },
                { title: '答复', width: 8, align: 'left' },
              ],
              written.later.map(({ text, answer }, index) => [`${index + 1}`, text, answer ?? '']),
            ),
          ]),
    ],
    { to: office, by: unit, on: facts.today },
  );
}
