import { useState } from 'react';
import { Checkbox } from '../ui/checkbox.js';
import { ComboBox } from '../ui/combo-box.js';
import { DateField } from '../ui/date-field.js';
import { FileList } from '../ui/file-list.js';
import { FileUpload } from '../ui/file-upload.js';
import { MultiSelect } from '../ui/multi-select.js';
import { NumberField } from '../ui/number-field.js';
import type { Option } from '../ui/option.js';
import { RadioGroup } from '../ui/radio-group.js';
import { Select } from '../ui/select.js';
import { Switch } from '../ui/switch.js';
import { TextArea } from '../ui/text-area.js';
import { TextField } from '../ui/text-field.js';
import { Box } from './box.js';

const UNITS: readonly Option[] = [
  { id: '522601', name: '凯里市', note: '522601' },
  { id: '522631', name: '黎平县', note: '522631' },
  { id: 'JTJ', name: '州交通运输局', note: 'JTJ' },
  { id: 'ZJJ', name: '州住房城乡建设局', note: 'ZJJ' },
];
const KINDS: readonly Option[] = [
  { id: 'help', name: '求助', note: '7个工作日' },
  { id: 'complaint', name: '投诉', note: '10个工作日' },
];

/** A search as the server would answer it. */
const searchUnits = async (typed: string): Promise<readonly Option[]> =>
  UNITS.filter(({ name }) => name.includes(typed));

export function Fields() {
  const [kind, setKind] = useState<string | null>('help');
  const [unit, setUnit] = useState<Option | null>(UNITS[1]!);
  const [found, setFound] = useState<Option | null>(null);
  const [units, setUnits] = useState<readonly Option[]>([UNITS[2]!]);
  const [days, setDays] = useState<number | undefined>(3);
  const [day, setDay] = useState<string | null>('2026-11-26');
  return (
    <>
      <Box title="文字">
        <TextField label="标题" placeholder="一句话说清楚" />
        <TextField label="手机号" defaultValue="1380000" error="手机号应为11位数字" />
        <TextArea label="转办说明" note="承办单位可见" max={200} defaultValue="请按时限办理并答复来信人。" />
        <NumberField label="延长" note="工作日" value={days} onChange={setDays} min={1} max={10} />
        <DateField label="答复日期" value={day} onChange={setDay} today="2026-11-30" />
      </Box>
      <Box title="选择">
        <Select label="类别" note="决定办理时限" options={KINDS} value={kind} onChange={setKind} />
        <ComboBox
          label="主办单位"
          options={UNITS}
          value={unit}
          onChange={setUnit}
          hint="按以往14件同类来信推荐"
        />
        <ComboBox label="从服务器查找" options={searchUnits} value={found} onChange={setFound} />
        <MultiSelect
          label="协办单位"
          note="可不选，最多2个"
          options={UNITS}
          value={units}
          onChange={setUnits}
          max={2}
        />
      </Box>
      <Box title="勾选与开关">
        <Checkbox defaultSelected note="公开前隐去姓名和电话">
          同意公开
        </Checkbox>
        <Checkbox isIndeterminate>全选</Checkbox>
        <Checkbox isDisabled>不能选</Checkbox>
        <RadioGroup label="类别" options={KINDS} value={kind} onChange={setKind} />
        <Switch defaultSelected>启用单键快捷键</Switch>
        <Switch>大字版</Switch>
      </Box>
      <Box title="文件">
        <FileUpload
          label="附件"
          accept={['image/*', 'application/pdf']}
          hint="照片、PDF，每个不超过10MB"
          onFiles={() => undefined}
        />
        <FileList
          onRemove={() => undefined}
          onRetry={() => undefined}
          files={[
            { id: '1', name: '塌方照片.jpg', bytes: 1_430_000, href: '#1' },
            { id: '2', name: '情况说明.pdf', bytes: 84_000, state: 'uploading' },
            { id: '3', name: '录像.mp4', bytes: 84_000_000, state: 'failed', error: '超过10MB' },
          ]}
        />
      </Box>
    </>
  );
}
