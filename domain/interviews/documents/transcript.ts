import { heading, list, paragraph, type Block, type OfficialDocument } from '../../documents/model.js';
import { documentDate } from '../../documents/numbering.js';
import { plainParagraphs } from './paragraphs.js';
import { working, type InterviewFacts } from './facts.js';

export interface SpokenLine {
  readonly speaker: string;
  readonly text: string;
  readonly images: number;
}

/** 访谈实录 (step I8): main points, then every published utterance. */
export function interviewTranscript(
  facts: InterviewFacts,
  held: { readonly points: readonly string[]; readonly said: readonly SpokenLine[] },
): OfficialDocument {
  const { topic, unit, office, liveOn, guests } = facts;
  const people = guests.map(({ name, title }) => `${title}${name}`).join('、');
  return working(
    `“${topic}”在线访谈实录`,
    [
      paragraph(`${documentDate(liveOn)}，${unit}举办“${topic}”在线访谈，${people}与网友在线交流。`),
      heading(1, '访谈要点'),
      list(held.points),
      heading(1, '访谈实录'),
      ...held.said.flatMap(spoken),
    ],
    { to: null, by: office, on: facts.today },
  );
}

function spoken({ speaker, text, images }: SpokenLine): Block[] {
  const [first, ...others] = plainParagraphs(text);
  return [
    paragraph(`${speaker}：${first?.text ?? ''}`),
    ...others,
    ...(images > 0 ? [paragraph(`（图片${images}幅，见网站）`)] : []),
  ];
}
