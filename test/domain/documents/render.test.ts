import { afterAll, describe, expect, it } from '@jest/globals';
import { heading, paragraph, table, type OfficialDocument } from '../../../domain/documents/model.js';
import { closeRenderThreads, render, RenderError } from '../../../domain/documents/render.js';
import { SAMPLE } from './sample.js';
import { pagesOf, paragraphsOf, partsOf } from './unpacked.js';

afterAll(closeRenderThreads);

const failing = (document: object): Promise<unknown> =>
  render('pdf', { ...SAMPLE, ...document } as OfficialDocument).catch((error: unknown) => error);

describe('rendering', () => {
  it('render makes every format from the same data', async () => {
    const [docx, pdf, xlsx] = await Promise.all([
      render('docx', SAMPLE),
      render('pdf', SAMPLE),
      render('xlsx', [
        {
          title: '清单',
          madeBy: '州',
          madeOn: '2015-06-19',
          columns: [{ title: '甲', width: 6 }],
          rows: [['乙']],
        },
      ]),
    ]);

    expect(paragraphsOf(partsOf(docx).get('word/document.xml')!)).toContain(SAMPLE.title);
    expect((await pagesOf(pdf))[0]!.text).toContain(SAMPLE.title);
    expect(partsOf(xlsx).get('xl/sharedStrings.xml')).toContain('乙');
  });

  it('rendering runs in another thread', async () => {
    const rows = Array.from({ length: 200 }, (_, index) => [`${index}`, '事项名称', '办理流程缺失']);
    const columns = ['序号', '事项', '问题'].map((title) => ({ title, width: 1 }));
    const long = { ...SAMPLE, body: [heading(1, '情况'), paragraph('如下。'), table(null, columns, rows)] };
    await render('pdf', long);
    const [all, own] = [process.cpuUsage(), process.threadCpuUsage()];

    await render('pdf', long);

    // CPU, not time: what else the machine does in the meantime changes neither of the two.
    expect(total(process.threadCpuUsage(own))).toBeLessThan(total(process.cpuUsage(all)) / 2);
  });

  it('a rendering error has the message of the thread', async () => {
    const error = await failing({ body: [table(null, [{ title: '甲', width: 1 }], [['一', '二']])] });

    expect(error).toBeInstanceOf(RenderError);
    expect(error).toMatchObject({
      format: 'pdf',
      cause: { name: 'TypeError', message: expect.stringContaining('align') },
    });
  });

  it('a document that is not plain data is rejected before it is rendered', async () => {
    const error = await failing({ title: () => '题目' });

    expect(error).toBeInstanceOf(RenderError);
    expect(error).toMatchObject({ cause: { name: 'DataCloneError' } });
  });

  it('rendering works after a failure and after the threads were closed', async () => {
    await failing({ body: null });
    await expect(render('docx', SAMPLE)).resolves.toBeInstanceOf(Buffer);

    const givenUp = failing({});
    await closeRenderThreads();

    expect(await givenUp).toMatchObject({ format: 'pdf', cause: { message: 'Terminating worker thread' } });
    await expect(render('docx', SAMPLE)).resolves.toBeInstanceOf(Buffer);
  });
});

const total = ({ user, system }: NodeJS.CpuUsage): number => user + system;
