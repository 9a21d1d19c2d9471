import type { ImportIssue } from '../../../domain/catalogue/import-issues.js';
import { parseList, type ParsedList } from '../../../domain/catalogue/parse-list.js';
import { readSheets } from '../../../domain/catalogue/read-sheets.js';
import { UnitDirectory } from '../../../domain/catalogue/unit-directory.js';

export const units = new UnitDirectory({
  units: [
    { code: 'JYJ', name: '州教育局', shortName: '州教育局', formalName: '州教育局' },
    {
      code: 'RSJ',
      name: '州人力资源和社会保障局',
      shortName: '州人社局',
      formalName: '州人力资源和社会保障局',
    },
    { code: '522601', name: '凯里市', shortName: '凯里', formalName: '凯里市人民政府' },
    {
      code: '522601-ZJJ',
      name: '凯里市住房和城乡建设局',
      shortName: '凯里市住建局',
      formalName: '凯里市住房和城乡建设局',
    },
    { code: 'OLD', name: '州水利局', shortName: '州水务局', formalName: '州水利局' },
    { code: 'SWJ', name: '州水务局', shortName: '州水务局', formalName: '州水务局' },
  ],
  prefecture: ['黔东南苗族侗族自治州', '黔东南州'],
});

/** A file as a list of items, as an upload would be read. */
export const read = async (bytes: Buffer | string, reporter: string | null = null): Promise<ParsedList> =>
  parseList(await readSheets(Buffer.from(bytes)), { units, reporter });

/** Issues as `2 部门 unitUnknown`. */
export const shown = ({ issues }: { issues: readonly ImportIssue[] }): string[] =>
  issues.map(({ row, column, code }) => `${row} ${column} ${code.replace('catalogue.', '')}`);
