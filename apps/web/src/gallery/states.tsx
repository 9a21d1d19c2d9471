import { ProblemError } from '../api/problem.js';
import { Banner } from '../ui/banner.js';
import { EmptyState } from '../ui/empty-state.js';
import { ErrorState } from '../ui/error-state.js';
import { ProgressLine } from '../ui/progress-line.js';
import { Skeleton } from '../ui/skeleton.js';
import { Table } from '../ui/table.js';
import { Tag } from '../ui/tag.js';
import { Box } from './box.js';

const PROBLEM = new ProblemError({
  type: '/docs/errors#INTERNAL',
  title: '服务器内部错误',
  status: 500,
  code: 'INTERNAL',
  detail: '发生意外错误，请提供请求编号联系管理员',
  instance: '/api/v1/tasks',
  requestId: '7f3a91c2',
});

export function States() {
  return (
    <>
      <Box title="横幅">
        <Banner tone="warn">网络断了。您写的内容存在本机，恢复后再提交；列表是10:24的。</Banner>
        <Banner tone="late" action={<a href="#retry">再试一次</a>}>
          没有提交成功，内容都还在。服务器正忙（编号7f3a…）。
        </Banner>
        <Banner tone="info">3件中2件已受理并转办，1件没有办成</Banner>
        <Banner tone="ok">已提交</Banner>
        <Banner tone="pause">时限暂停，等来信人补充</Banner>
      </Box>
      <Box title="载入">
        <Skeleton />
        <div className="visually-hidden">
          <ProgressLine isShown />
        </div>
      </Box>
      <Box title="空">
        <EmptyState title="今天没有要办的了">
          <p>
            下一件12月2日到期。<a href="#unit">看本单位的19件</a>
          </p>
        </EmptyState>
      </Box>
      <Box title="出错">
        <ErrorState error={PROBLEM} onRetry={() => undefined} />
      </Box>
      <Box title="表格">
        <Table
          caption="批量结果"
          keyOf={({ number }) => number}
          columns={[
            { id: 'number', title: '编号', cell: ({ number }) => number },
            { id: 'result', title: '结果', cell: ({ unit }) => <Tag tone="ok">已转 {unit}</Tag> },
            { id: 'due', title: '工作日', isFigure: true, cell: ({ left }) => left },
          ]}
          rows={[
            { number: 'ZX2026000935', unit: '州人社局', left: 5 },
            { number: 'ZX2026000936', unit: '榕江县', left: 7 },
          ]}
        />
      </Box>
    </>
  );
}
