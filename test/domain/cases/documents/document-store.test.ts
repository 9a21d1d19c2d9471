import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { keepDocument, type MadeDocument } from '../../../../domain/cases/documents/document-store.js';
import { paragraph, type OfficialDocument } from '../../../../domain/documents/model.js';
import { closeRenderThreads, RenderError } from '../../../../domain/documents/render.js';
import { createTestDatabase, type TestDatabase } from '../../../support/database.js';
import { SAMPLE } from '../../documents/sample.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => {
  await closeRenderThreads();
  await database.drop();
});

const textOf = (said: string): OfficialDocument => ({ ...SAMPLE, body: [paragraph(said)], annexes: [] });
const table = {
  title: '清单',
  madeBy: '州',
  madeOn: '2015-06-19',
  columns: [{ title: '甲', width: 6 }],
  rows: [],
};
const keep = (made: Omit<MadeDocument, 'kind'>, ...more: [Parameters<typeof keepDocument>[2]?]) =>
  keepDocument(database.dataSource, { kind: 'report', ...made }, ...more);
const kept = async (process: string): Promise<string[]> => {
  const rows: { file: string }[] = await database.dataSource.query(
    `SELECT concat_ws(' ', nullif(unit_code, ''), kind, version, format, title) AS file FROM document
     WHERE process_id = $1 ORDER BY unit_code, kind, version, format`,
    [process],
  );
  return rows.map(({ file }) => file);
};

describe('a document', () => {
  it('a document is stored with its unprintable characters', async () => {
    const process = randomUUID();

    await keep({ process, content: { text: textOf('来信人王\u{30ede}明') } });

    expect(
      await database.dataSource.query(
        'SELECT format, unprintable FROM document WHERE process_id = $1 ORDER BY 1',
        [process],
      ),
    ).toEqual(
      ['docx', 'pdf'].map((format) => ({
        format,
        unprintable: [{ code: 'U+30EDE', near: '来信人王\u{30ede}明' }],
      })),
    );
  });

  it('a document is stored in the formats of its content', async () => {
    const process = randomUUID();

    await keep({ process, content: { text: textOf('一'), table }, madeAt: new Date('2015-06-19T02:00:00Z') });
    await keep({ process, content: { table }, unit: 'JYJ' });

    expect(await kept(process)).toEqual([
      ...['docx', 'pdf', 'xlsx'].map((format) => `report 1 ${format} ${SAMPLE.title}`),
      'JYJ report 1 xlsx 清单',
    ]);
    const [{ bytes, at }]: [{ bytes: Buffer; at: Date }] = await database.dataSource.query(
      `SELECT bytes, made_at AS at FROM document WHERE process_id = $1 AND format = 'pdf'`,
      [process],
    );
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
    expect(at).toEqual(new Date('2015-06-19T02:00:00Z'));
  });

  it('only other content makes a new version of a document', async () => {
    const process = randomUUID();

    for (const said of ['一', '一', '二', '一']) await keep({ process, content: { text: textOf(said) } });

    expect((await kept(process)).filter((file) => file.includes('pdf'))).toEqual(
      [1, 2, 3].map((version) => `report ${version} pdf ${SAMPLE.title}`),
    );
  });

  it('a document rendered once is never superseded', async () => {
    const process = randomUUID();

    for (const said of ['一', '二']) await keep({ process, content: { text: textOf(said) }, once: true });

    expect(await kept(process)).toEqual(
      ['docx', 'pdf'].map((format) => `report 1 ${format} ${SAMPLE.title}`),
    );
  });

  it('concurrent attempts store a document once', async () => {
    const process = randomUUID();

    await Promise.all(Array.from({ length: 4 }, () => keep({ process, content: { text: textOf('一') } })));

    expect(await kept(process)).toHaveLength(2);
  });
});

describe('what is done alongside', () => {
  it('a document and the work alongside it are rolled back together', async () => {
    const process = randomUUID();

    const failing = keep({ process, content: { table } }, async (tx) => {
      await tx.query(`UPDATE unit SET short_name = 'x'`);
      throw new Error('no');
    });

    await expect(failing).rejects.toThrow('no');
    expect(await kept(process)).toEqual([]);
  });

  it('work alongside a document runs when the document is stored already', async () => {
    const process = randomUUID();
    let done = 0;
    const alongside = async (): Promise<void> => void (done += 1);

    for (const _ of [1, 2]) await keep({ process, content: { table } }, alongside);

    expect(done).toBe(2);
  });

  it('work alongside a document does not run when rendering fails', async () => {
    const process = randomUUID();
    const text = { ...SAMPLE, body: null } as unknown as OfficialDocument;
    let done = false;

    const failing = keep({ process, content: { text } }, async () => void (done = true));

    await expect(failing).rejects.toBeInstanceOf(RenderError);
    expect(done).toBe(false);
    expect(await kept(process)).toEqual([]);
  });
});
