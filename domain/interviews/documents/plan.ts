import { heading, list, paragraph, table, type OfficialDocument } from '../../documents/model.js';
import { documentDate } from '../../documents/numbering.js';
import { plainParagraphs } from './paragraphs.js';
import { FORM_NAMES, working, type InterviewFacts } from './facts.js';

/** 访谈方案和提纲, from the unit to the office (step I1), once both reviewers have approved it. */
export function interviewPlan(
  facts: InterviewFacts,
  prepared: { readonly plan: string; readonly outline: readonly string[]; readonly background: string },
): OfficialDocument {
  const { topic, unit, office, form, liveOn, liveFrom, guests } = facts;
  return working(
    `“${topic}”在线访谈方案`,
    [
      heading(1, '基本情况'),
      paragraph(`访谈主题：${topic}。访谈形式：${FORM_NAMES[form]}。`),
      paragraph(`访谈时间：${documentDate(liveOn)}${liveFrom}。访谈单位：${unit}。`),
      heading(1, '访谈嘉宾'),
      table(
        null,
        [
          { title: '姓名', width: 2 },
          { title: '职务', width: 4 },
          { title: '简介', width: 8, align: 'left' },
        ],
        guests.map(({ name, title, intro }) => [name, title, intro]),
      ),
      heading(1, '访谈方案'),
      ...plainParagraphs(prepared.plan),
      heading(1, '访谈提纲'),
      list(prepared.outline),
      heading(1, '背景材料'),
      ...plainParagraphs(prepared.background),
    ],
    { to: office, by: unit, on: facts.today },
  );
}
