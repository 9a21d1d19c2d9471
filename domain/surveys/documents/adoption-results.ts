import { paragraph, table, type OfficialDocument } from '../../documents/model.js';
import { fullWidthBrackets } from '../../documents/wording.js';
import { VERDICTS, type AdoptionItem, type SurveyFacts } from './facts.js';

/** 采用结果 (step S6): the unit's verdict on each suggestion, with its reason. For the public, so without 主送. */
export function adoptionResults(
  { title: called, unit, answers }: SurveyFacts,
  items: readonly AdoptionItem[],
  signedOn: string,
): OfficialDocument {
  const title = fullWidthBrackets(called);
  const counts = (Object.keys(VERDICTS) as (keyof typeof VERDICTS)[]).map((verdict) => {
    const count = items.filter((item) => item.verdict === verdict).length;
    return `${VERDICTS[verdict]}${count}条`;
  });
  return {
    letterhead: null,
    number: null,
    title: `${title}采用结果`,
    recipients: null,
    body: [
      paragraph(
        `“${title}”共收到有效答卷${answers}份，归纳意见建议${items.length}条，其中${counts.join('、')}。现将采用结果公布如下。`,
      ),
      table(
        '采用结果表',
        [
          { title: '序号', width: 2 },
          { title: '意见建议', width: 8, align: 'left' },
          { title: '采用情况', width: 3 },
          { title: '采用措施或未采用理由', width: 8, align: 'left' },
        ],
        items.map(({ suggestion, verdict, explanation }, index) => [
          `${index + 1}`,
          fullWidthBrackets(suggestion),
          VERDICTS[verdict],
          fullWidthBrackets(explanation),
        ]),
      ),
    ],
    annexes: [],
    signature: { name: unit, date: signedOn },
    copies: [],
    issued: null,
  };
}
