import type { Clause } from '../clauses.js';
import {
  heading,
  list,
  paragraph,
  type Annex,
  type Block,
  type OfficialDocument,
} from '../../documents/model.js';
import { documentDate } from '../../documents/numbering.js';
import { fullWidthBrackets, sentence } from '../../documents/wording.js';
import { draftName, type ConsultationFacts } from './facts.js';

export interface NoticeContent {
  readonly explanation: string;
  readonly howToAnswer: string;
  /** 电话、通信地址、邮政编码、电子邮箱, those that the unit has entered. */
  readonly contacts: readonly { readonly title: string; readonly value: string }[];
  readonly shortReason: string | null;
  readonly clauses: readonly Clause[];
  readonly hearing: {
    readonly on: string;
    readonly time: string;
    readonly place: string;
    readonly participants: string;
    readonly notice: string;
  } | null;
}

/** 公开征求意见公告: period and method, with draft and explanation as annexes (steps Q1 and Q3). */
export function consultationNotice(facts: ConsultationFacts, content: NoticeContent): OfficialDocument {
  const { title, unit, publishedOn, closesOn } = facts;
  const { shortReason, howToAnswer, contacts, hearing } = content;
  const draft = draftName(title);
  const body: Block[] = [
    paragraph(`为提高决策质量，现将${draft}及起草说明向社会公开征求意见。`),
    heading(1, '征求意见期限'),
    paragraph(`自${documentDate(publishedOn)}起至${documentDate(closesOn)}止。`),
    ...(shortReason === null
      ? []
      : [paragraph(`缩短期限的理由：${sentence(fullWidthBrackets(shortReason))}`)]),
    heading(1, '提出意见的方式'),
    ...paragraphs(fullWidthBrackets(howToAnswer)),
    ...(contacts.length === 0
      ? []
      : [list(contacts.map((contact) => `${contact.title}：${fullWidthBrackets(contact.value)}`))]),
    ...(hearing === null
      ? []
      : [
          heading(1, '听证'),
          paragraph(
            `听证会定于${documentDate(hearing.on)}${hearing.time}在${fullWidthBrackets(hearing.place)}举行。`,
          ),
          ...paragraphs(fullWidthBrackets(hearing.notice)),
          paragraph(`参加人：${sentence(fullWidthBrackets(hearing.participants))}`),
        ]),
  ];
  const annexes: Annex[] = [
    { title: draft.slice(1, -1), body: content.clauses.flatMap(clauseBlocks) },
    { title: `关于${draft}的起草说明`, body: paragraphs(fullWidthBrackets(content.explanation)) },
  ];
  return {
    letterhead: null,
    number: null,
    title: `关于${draft}公开征求意见的公告`,
    recipients: null,
    body,
    annexes,
    signature: { name: unit, date: publishedOn },
    copies: [],
    issued: null,
  };
}

function clauseBlocks({ label, heading: above, text }: Clause): Block[] {
  const [first = '', ...rest] = text.split('\n');
  return [
    ...(above === null ? [] : [paragraph(above)]),
    paragraph(`${label}　${first}`),
    ...rest.map((line) => paragraph(line)),
  ];
}

const paragraphs = (text: string): Block[] =>
  text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => paragraph(line.trim()));
