import { Bell, Gavel } from 'lucide-react';
import type { TimeLimit } from '../lib/time-left.js';
import { CardTag } from '../ui/card-tag.js';
import type { CountedDay } from '../ui/counted-day.js';
import { DueDateExplained } from '../ui/due-date-explained.js';
import { Tag } from '../ui/tag.js';
import { TimeLeft } from '../ui/time-left.js';
import { Box, Row } from './box.js';

const NOW = '2026-11-30T02:24:00Z';
const LIMITS: readonly TimeLimit[] = [
  { dueAt: '2026-12-07T16:00:00Z' },
  { dueAt: '2026-11-30T09:30:00Z' },
  { dueAt: '2026-11-26T16:00:00Z' },
  { dueAt: NOW, state: 'paused', reason: '等来信人补充' },
  { dueAt: '2026-12-03T16:00:00Z', provisional: true },
  { dueAt: NOW, doneAt: '2026-11-27T02:00:00Z', used: 4 },
  {},
];
const DAYS: readonly CountedDay[] = [
  { date: '2026-11-09', kind: 'start', note: '转办' },
  { date: '2026-11-10', kind: 'counted', n: 1 },
  { date: '2026-11-11', kind: 'counted', n: 2 },
  { date: '2026-11-12', kind: 'counted', n: 3 },
  { date: '2026-11-13', kind: 'counted', n: 4 },
  { date: '2026-11-14', kind: 'rest', note: '六' },
  { date: '2026-11-15', kind: 'rest', note: '日' },
  { date: '2026-11-16', kind: 'counted', n: 5 },
  { date: '2026-11-17', kind: 'extended', n: 1 },
  { date: '2026-11-18', kind: 'paused', note: '答复审核' },
  { date: '2026-11-19', kind: 'extended', n: 2 },
  { date: '2026-11-20', kind: 'extended', n: 3 },
];

export function Times() {
  return (
    <>
      <Box title="时限">
        {LIMITS.map((limit, index) => (
          <Row key={index}>
            <TimeLeft limit={limit} now={NOW} />
          </Row>
        ))}
      </Box>
      <Box title="牌与标签">
        <Row>
          <CardTag level="warning" /> <CardTag level="yellow" /> <CardTag level="red" />
        </Row>
        {(['pending', 'contested', 'revoked'] as const).map((state) => (
          <Row key={state}>
            <CardTag level="yellow" state={state} /> <CardTag level="red" state={state} />
          </Row>
        ))}
        <Row>
          <Tag>投诉</Tag> <Tag tone="accent">县（市）直转</Tag> <Tag tone="ok">已转</Tag>
          <Tag tone="warn" icon={Bell}>
            催办通知书
          </Tag>
          <Tag tone="late" icon={Gavel}>
            责任追究建议
          </Tag>
          <Tag tone="pause">暂停</Tag> <Tag tone="line">公开</Tag>
        </Row>
      </Box>
      <Box title="到期日怎么算的">
        <DueDateExplained dueAt="2026-11-20T16:00:00Z" now={NOW} how="投诉5 + 延期3" days={DAYS}>
          次日起算；18日答复审核不计；政策QDN-2015第2版，日历第1版
        </DueDateExplained>
      </Box>
    </>
  );
}
