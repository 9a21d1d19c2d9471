import { adoptionResults } from '../../domain/surveys/documents/adoption-results.js';
import { analysisReport } from '../../domain/surveys/documents/analysis-report.js';
import { interviewTranscript } from '../../domain/interviews/documents/transcript.js';
import { consultationNotice } from '../../domain/consultations/documents/notice.js';
import type { OfficialDocument } from '../../domain/documents/model.js';
import { during, fullWidthBrackets, sentence, titled } from '../../domain/documents/wording.js';
import { FINDING_KINDS } from '../../domain/campaigns/measures/findings.js';
import { presets } from '../../domain/campaigns/campaign-presets.js';

const textsOf = ({ body }: OfficialDocument): string[] =>
  body.flatMap((block) => ('text' in block ? [block.text] : block.type === 'list' ? block.items : []));

const survey = {
  ...{ title: '营商环境满意度调查', purpose: '了解营商环境满意度', unit: '黔东南州发展和改革委员会' },
  ...{ office: '州政府信息办', openedOn: '2026-11-30', closedOn: '2026-11-30', answers: 12, setAside: 0 },
};

it('a text of a survey gets the brackets of Chinese text', () => {
  const called = { ...survey, title: '满意度调查(2026年度)', purpose: '了解满意度(含窗口)' };
  const report = analysisReport(
    called,
    { figures: [], quotes: [] },
    { findings: '多数(七成)满意。', suggestions: ['推行预约叫号(试点)'] },
    '2026-12-01',
  );
  const results = adoptionResults(
    called,
    [{ suggestion: '推行预约叫号(试点)', verdict: 'ADOPTED', explanation: '下月起(先试)。' }],
    '2026-12-01',
  );

  expect(report.title).toBe('满意度调查（2026年度）分析报告');
  expect(JSON.stringify([report, results])).not.toMatch(/[()]/);
});

it('a period of one day is written as that day', () => {
  expect(during('2026-11-30', '2026-11-30')).toBe('于2026年11月30日');
  expect(during('2026-11-29', '2026-11-30')).toBe('于2026年11月29日至2026年11月30日');
});

it('the purpose of a survey is a sentence of its own', () => {
  const report = analysisReport(
    survey,
    { figures: [], quotes: [] },
    { findings: '结论。', suggestions: [] },
    '2026-12-01',
  );

  expect(textsOf(report)).toEqual(
    expect.arrayContaining([
      '黔东南州发展和改革委员会于2026年11月30日开展了“营商环境满意度调查”。',
      '调查目的：了解营商环境满意度。',
    ]),
  );
});

it.each([
  ['了解情况', '了解情况。'],
  ['了解情况。', '了解情况。'],
  ['了解情况；', '了解情况；'],
  ['了解情况，', '了解情况。'],
  ['据称“好。”', '据称“好。”'],
])('%s ends as %s', (written, expected) => {
  expect(sentence(written)).toBe(expected);
});

it('unit and title of a guest are separated', () => {
  const transcript = interviewTranscript(
    {
      ...{
        topic: '营商环境',
        unit: '黔东南州发展和改革委员会',
        office: '州政府信息办',
        form: 'text' as const,
      },
      ...{ liveOn: '2026-11-30', liveFrom: '09:00', today: '2026-12-01' },
      guests: [{ name: '嘉宾甲', title: '州发改委主任', intro: '' }],
    },
    { points: [], said: [] },
  );

  expect(textsOf(transcript)[0]).toBe(
    '2026年11月30日，黔东南州发展和改革委员会举办“营商环境”在线访谈，州发改委主任嘉宾甲与网友在线交流。',
  );
});

it('a result for everybody has no 主送', () => {
  const results = adoptionResults(survey, [], '2026-12-01');

  expect(results).toMatchObject({ recipients: null, letterhead: null });
});

it('a text of a consultation ends as a sentence, and a nested title has its own marks', () => {
  const notice = consultationNotice(
    {
      ...{ title: '关于修改《公交办法》的决定(草案)', unit: '黔东南州交通运输局' },
      ...{ publishedOn: '2026-11-25', closesOn: '2026-12-05' },
    },
    {
      ...{
        explanation: '说明',
        howToAnswer: '来信(注明“意见”)',
        contacts: [{ title: '地址', value: '北京路1号(教育局)' }],
        shortReason: '汛期将至',
        clauses: [],
      },
      hearing: { on: '2026-12-01', time: '09:30', place: '会议室', participants: '乘客代表', notice: '' },
    },
  );

  expect(notice.title).toBe('关于《关于修改〈公交办法〉的决定（草案）（征求意见稿）》公开征求意见的公告');
  expect(textsOf(notice)).toEqual(
    expect.arrayContaining([
      '缩短期限的理由：汛期将至。',
      '来信（注明“意见”）',
      '地址：北京路1号（教育局）',
      '参加人：乘客代表。',
    ]),
  );
});

it.each([
  ['《检查清理（2015）》', '《检查清理（2015）》'],
  ['《实施方案》(黔东南府办函[2015]138号)', '《实施方案》（黔东南府办函〔2015〕138号）'],
  ['黔府办函（2015）32号', '黔府办函〔2015〕32号'],
  ['〔2015〕—138号', '〔2015〕138号'],
  ['f(x) and (y)', 'f(x) and (y)'],
])('the brackets of %s are written %s', (written, expected) => {
  expect(fullWidthBrackets(written)).toBe(expected);
});

it('a title is in 《》 only once', () => {
  expect(titled('《实施方案》')).toBe('《实施方案》');
});

it('a campaign by the plan of 2015 cites the plan, not itself', () => {
  expect(presets().get('QDN-2015')!.plan).toBe(
    '《黔东南州开展州政府网站在线办事检查和加强政民互动工作实施方案》',
  );
});

it('no kind of finding is called 存疑', () => {
  expect(Object.values(FINDING_KINDS).join()).not.toContain('存疑');
});
