import { Controller, Get, Inject } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Config } from '../../../../infra/config/config.js';
import { accountSeeds, UNITS_OF_DEMO } from '../../../../infra/database/seeds/accounts.js';
import { ROLES, type Role } from '../../../../infra/database/seeds/roles.js';
import { detail } from '../../../../domain/messages/index.js';
import { DubanError } from '../../../../workflows/engine/errors.js';
import { Public } from '../identity/actor.js';
import { RateLimit } from '../limits/rate-limit.js';
import { ProblemCodes } from '../problems/problem-codes.js';
import { CONFIG } from '../tokens.js';
import { DemoRoles } from './demo-accounts.dto.js';

const REQUESTS_PER_MINUTE = 60;
/** A pair shows that one person drafts and another signs. */
const ACCOUNTS_A_ROLE = 2;
const OF_UNITS: ReadonlySet<Role> = new Set(['agency-clerk', 'agency-signer', 'county-admin']);

@ApiTags('auth')
@Controller('api/v1/auth/demo-accounts')
export class DemoAccountsController {
  constructor(@Inject(CONFIG) private readonly config: Config) {}

  @Public()
  @Get()
  @RateLimit(REQUESTS_PER_MINUTE)
  @ApiOperation({
    summary: 'List the demo accounts',
    description: 'By role, without passwords. Only with DUBAN_DEMO.',
  })
  @ApiOkResponse({ type: DemoRoles })
  @ProblemCodes('NOT_FOUND')
  list(): DemoRoles {
    if (!this.config.DUBAN_DEMO) throw new DubanError('NOT_FOUND', detail('platform.noSuchAddress'));
    const accounts = accountSeeds();
    return {
      items: ROLES.map(({ id, title, can }) => ({
        role: id,
        title,
        can,
        accounts: accounts
          .filter(
            ({ roles, unitCode }) =>
              roles[0] === id && (!OF_UNITS.has(id) || UNITS_OF_DEMO.includes(unitCode)),
          )
          .slice(0, ACCOUNTS_A_ROLE)
          .map((account) => ({ username: account.username, title: account.title })),
      })),
    };
  }
}
