/** A site of five guides, for faults of fetching and following; what is found of it in a sentence each. */
import { inspectSite, type SiteOptions, type SiteReport } from '../../../domain/inspection/inspect-site.js';
import { rowTable, withValues } from './guide-values.js';
import { serve, testClient, testInspector, type Handler } from './server.js';

export const NAMES = [
  '残疾人证办理',
  '民办幼儿园设立审批',
  '取水许可',
  '水上漂流项目安全核查',
  '律师执业核准',
];
export const CATALOGUE = NAMES.map((name) => ({ department: '州民政局', name }));

/** Whole, and without a word of forms. */
export const guideOf = (name: string, more = ''): string =>
  rowTable(withValues({ 事项名称: name, 办理材料: '居民身份证原件及复印件' })).replace(
    '</body>',
    `${more}</body>`,
  );

export const listOf = (link: (n: number) => string = (n) => `/g${n}.html`, more = ''): string =>
  `<html><body><ul>${NAMES.map((name, n) => `<li><a href="${link(n)}">${name}</a></li>`).join('')}</ul>${more}</body></html>`;

/** Pages of the five guides, by path. */
export const guides = (more: (n: number) => string = () => ''): Record<string, string> =>
  Object.fromEntries(NAMES.map((name, n) => [`/g${n}.html`, guideOf(name, more(n))]));

export const html =
  (text: string, status = 200, headers: Readonly<Record<string, string>> = {}): Handler =>
  (_, response) =>
    void response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', ...headers }).end(text);

const { client, robots } = testClient();
export const testSiteClient = client;

export async function inspectSmallSite(
  paths: Parameters<typeof serve>[0],
  options: Partial<SiteOptions> & { readonly other?: Handler } = {},
): Promise<{ report: SiteReport; found: string[]; requests: readonly string[] }> {
  const { other, ...rest } = options;
  const server = await serve(paths, other);
  try {
    const pages = testInspector(client, { timeoutMs: 1_000 });
    const report = await inspectSite({
      site: `${server.url}/`,
      catalogue: CATALOGUE,
      pages,
      robots,
      maxPages: 200,
      ...rest,
    });
    const found = report.findings.map(({ type, certainty, element, item }) =>
      [type, certainty, element, item].filter(Boolean).join(' '),
    );
    return { report, found, requests: server.requests };
  } finally {
    await server.close();
  }
}
