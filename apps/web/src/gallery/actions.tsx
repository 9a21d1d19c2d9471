import { Download, Printer, Settings, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Breadcrumbs } from '../ui/breadcrumbs.js';
import { Button } from '../ui/button.js';
import { Dialog } from '../ui/dialog.js';
import { IconButton } from '../ui/icon-button.js';
import { KeyHint, KeyHints } from '../ui/key-hint.js';
import { ButtonAnchor } from '../ui/link-button.js';
import { Menu } from '../ui/menu.js';
import { SegmentedChoice } from '../ui/segmented-choice.js';
import { Tabs } from '../ui/tabs.js';
import { toasts } from '../ui/toasts.js';
import { Box, Row } from './box.js';

const OUTCOMES = ['受理并转办', '受理', '请补充', '不予受理'].map((name) => ({ id: name, name }));

export function Actions() {
  const [isOpen, setOpen] = useState(false);
  const [tab, setTab] = useState('mine');
  const [outcome, setOutcome] = useState(OUTCOMES[0]!.id);
  return (
    <>
      <Box title="按钮">
        <Row>
          <Button kind="primary">
            受理并转办 <KeyHint keys="Ctrl+Enter" />
          </Button>
          <Button>
            <Printer size={16} aria-hidden />
            转办单
          </Button>
          <Button kind="ghost">存为视图</Button>
          <Button kind="danger">作废</Button>
          <Button isDisabled>申请延期</Button>
        </Row>
        <Row>
          <Button size="small">小</Button>
          <Button size="large">大</Button>
          <ButtonAnchor href="#download" size="small">
            <Download size={14} aria-hidden />
            下载
          </ButtonAnchor>
          <IconButton icon={Settings} label="设置" keys="S" />
        </Row>
      </Box>
      <Box title="菜单、对话框、提示">
        <Row>
          <Menu
            label="更多"
            trigger={<Button>更多</Button>}
            groups={[
              [{ id: 'print', name: '打印', icon: Printer, keys: 'P', run: () => toasts.add('已送打印') }],
              [
                { id: 'extend', name: '申请延期', refusal: '已延期1次，最多1次', run: () => undefined },
                { id: 'delete', name: '删除', icon: Trash2, isDanger: true, run: () => undefined },
              ],
            ]}
          />
          <Button onPress={() => setOpen(true)}>打开对话框</Button>
          <Button onPress={() => toasts.add('ZX2026000934 已受理并转办黎平县')}>显示提示</Button>
        </Row>
        <Dialog
          title="结束直播"
          isOpen={isOpen}
          onClose={() => setOpen(false)}
          foot={
            <>
              <Button onPress={() => setOpen(false)}>继续直播</Button>
              <Button kind="primary" onPress={() => setOpen(false)}>
                结束直播
              </Button>
            </>
          }
        >
          <p>结束后公众不能再提问，文字实录转入审核。</p>
        </Dialog>
        <Breadcrumbs items={[<a href="#work">工作台</a>, 'ZX2026000934']} />
        <KeyHints
          items={[
            ['J', '下一件'],
            ['K', '上一件'],
            ['G W', '去工作台'],
          ]}
        />
      </Box>
      <Box title="页签与分段选择">
        <SegmentedChoice label="办理方式" options={OUTCOMES} value={outcome} onChange={setOutcome} />
        <Tabs
          label="待办"
          value={tab}
          onChange={setTab}
          tabs={[
            { id: 'mine', name: '我的待办', count: 12, content: '今天先办7件' },
            { id: 'unit', name: '本单位', count: 31, content: '本单位共31件' },
            { id: 'done', name: '已办', content: '没有' },
          ]}
        />
      </Box>
    </>
  );
}
