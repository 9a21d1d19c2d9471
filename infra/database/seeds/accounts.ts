import type { Role } from './roles.js';
import { counties, unitSeeds, type UnitSeed } from './units.js';

/** A demo account, without its password. */
export interface AccountSeed {
  readonly username: string;
  /** A second name to log in with. */
  readonly alias: string | null;
  readonly title: string;
  readonly unitCode: string;
  readonly roles: readonly Role[];
}

/** Of the many units, one county and one department, which have work after `npm run demo`. */
export const UNITS_OF_DEMO: readonly string[] = ['522601', 'JTJ'];

const OFFICES: readonly AccountSeed[] = [
  account('mailbox.clerk', '州群众工作中心 值班', 'QGZ', ['mailbox-office']),
  account('mailbox.reviewer', '州群众工作中心 复核', 'QGZ', ['mailbox-reviewer', 'mailbox-office']),
  // For letters about the centre itself.
  account('zfb.mailbox', '州政府办 信箱值班', 'ZFB', ['mailbox-office']),
  account('zfb.mailbox2', '州政府办 信箱复核', 'ZFB', ['mailbox-reviewer']),
  account('supervisor', '州政府办 督查', 'ZFB', ['supervisor']),
  account('efficiency', '州监察局 效能监察', 'JCJ', ['efficiency']),
  account('info.editor', '州信息办 编辑', 'XXB', ['info-editor']),
  account('info.reviewer', '州信息办 审核', 'XXB', ['info-reviewer']),
  account('service.centre', '州政务中心 检查', 'ZWZX', ['service-centre']),
  account('legal.officer', '州法制办 审查', 'FZB', ['legal-officer']),
  account('legal.reviewer', '州法制办 复核', 'FZB', ['legal-officer']),
  account('discipline.clerk', '州监察局 接收', 'JCJ', ['discipline']),
  account('petition.clerk', '州信访局 接收', 'XFJ', ['petition-office']),
  // For letters about 州政府办 itself.
  account('petition.supervisor', '州信访局 督查', 'XFJ', ['supervisor']),
  account('admin.system', '系统管理员', 'XXB', ['admin-system']),
  account('admin.security', '安全管理员', 'XXB', ['admin-security']),
  account('admin.audit', '审计管理员', 'XXB', ['admin-audit']),
];

/**
 * Role accounts, no persons: the offices, then a clerk and a signer for every county (`kaili.clerk`, also
 * `522601.clerk`), department (`zjj.clerk`) and county office (`522601-zjj.clerk`), and an administrator for every county
 * (`kaili.admin`). Townships have none.
 */
export function accountSeeds(): readonly AccountSeed[] {
  const pinyin = new Map(counties.map((county) => [county.code, county.pinyin]));
  const administrators = counties.map(({ code, name, pinyin: county }) =>
    account(`${county}.admin`, `${name} 账号管理`, code, ['county-admin']),
  );
  const pairs = unitSeeds()
    .filter(({ kind }) => kind !== 'PREFECTURE' && kind !== 'TOWNSHIP')
    .flatMap((unit) => pairOf(unit, pinyin.get(unit.code)));
  return [...OFFICES, ...pairs, ...administrators];
}

function pairOf(unit: UnitSeed, pinyin?: string): AccountSeed[] {
  const code = unit.code.toLowerCase();
  const named = (suffix: string): { username: string; alias: string | null } => ({
    username: `${pinyin ?? code}.${suffix}`,
    alias: pinyin === undefined ? null : `${code}.${suffix}`,
  });
  return [
    { ...named('clerk'), title: `${unit.shortName} 经办`, unitCode: unit.code, roles: ['agency-clerk'] },
    { ...named('signer'), title: `${unit.shortName} 签发`, unitCode: unit.code, roles: ['agency-signer'] },
  ];
}

function account(username: string, title: string, unitCode: string, roles: readonly Role[]): AccountSeed {
  return { username, alias: null, title, unitCode, roles };
}
