import { describe, expect, it } from '@jest/globals';
import { partsOf } from '../../../apps/web/src/forms/model/reply-parts.js';

const GOOD =
  '李先生/女士：经核实，物业公司自9月起将停车费调整为150元，未经业主大会表决。依据《物业服务收费管理办法》第十二条，已责令其恢复原标准。' +
  '下一步将督促其退还多收部分，联系电话0855-8221234。';

describe('parts of an answer', () => {
  it('a good answer has all four', () => {
    expect([...partsOf(GOOD)]).toEqual(['facts', 'basis', 'measures', 'next']);
  });

  it('an empty answer has none', () => {
    expect(partsOf('').size).toBe(0);
  });

  it.each([
    ['经查，您反映的情况属实。', 'facts'],
    ['根据《信访工作条例》第二十三条', 'basis'],
    ['已经责令施工单位整改', 'measures'],
    ['如有疑问请拨打12345', 'next'],
  ])('%s has the part %s', (text, part) => {
    expect([...partsOf(text)]).toContain(part);
  });

  it('a next step without a telephone is not complete', () => {
    expect([...partsOf('下一步将继续督促')]).not.toContain('next');
  });
});
