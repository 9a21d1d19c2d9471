import type { DutyBusiness } from '../../../infra/database/entities/duty.js';
import type { ListLayout } from '../cases/exports/list-file.js';
import type { DutyItem, DutyPersonView } from './duty.dto.js';

const BUSINESSES: Readonly<Record<DutyBusiness, string>> = {
  mailbox: '州长信箱',
  campaign: '在线办事清理',
  columns: '互动交流栏目',
};
const STATES = { named: '已明确', incomplete: '不齐', substituted: '代办中', missing: '未明确' } as const;

/** The register of one business as a spreadsheet. */
export const dutyLayout = (business: DutyBusiness): ListLayout<DutyItem> => ({
  title: `${BUSINESSES[business]}专人名册`,
  columns: [
    { title: '单位', width: 26, of: ({ unitName }) => unitName },
    { title: '状态', width: 9, of: ({ state }) => STATES[state] },
    ...columnsOf('专人', ({ officer }) => officer),
    ...columnsOf('副手', ({ deputy }) => deputy),
    ...columnsOf('分管领导', ({ leader }) => leader),
    { title: '代办', width: 12, of: ({ substitute }) => substitute?.name ?? null },
    { title: '代办电话', width: 16, of: ({ substitute }) => substitute?.phone ?? null },
    { title: '代办至', width: 12, of: ({ substitute }) => substitute?.until ?? null },
  ],
});

const columnsOf = (
  title: string,
  person: (item: DutyItem) => DutyPersonView | null,
): ListLayout<DutyItem>['columns'] => [
  { title, width: 12, of: (item) => nameOf(person(item)) },
  { title: `${title}职务`, width: 14, of: (item) => person(item)?.post ?? null },
  { title: `${title}电话`, width: 16, of: (item) => person(item)?.phone ?? null },
];

const nameOf = (person: DutyPersonView | null): string | null =>
  person && (person.present ? person.name : `${person.name}（已离任）`);
