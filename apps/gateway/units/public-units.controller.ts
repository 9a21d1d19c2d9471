import { Controller, Get, Header } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { DutyListRepository } from '../../../domain/cases/duty/duty-list.repository.js';
import { today } from '../../../domain/cases/duty/in-force.js';
import { PublicUnitsRepository } from '../../../domain/cases/units/public-units.repository.js';
import { Public } from '../platform/identity/actor.js';
import { PublicUnitPage } from './public-units.dto.js';

@ApiTags('units')
@Public()
@Controller('api/v1/public/units')
export class PublicUnitsController {
  constructor(
    private readonly units: PublicUnitsRepository,
    private readonly register: DutyListRepository,
  ) {}

  @Get()
  @Header('cache-control', 'public, max-age=300')
  @ApiOperation({
    summary: 'List units and how to reach them',
    description:
      'The person for the mailbox (专人) only where the duty register says that citizens may see it. Units that have ended name their successor.',
  })
  @ApiOkResponse({ type: PublicUnitPage })
  async list(): Promise<PublicUnitPage> {
    const day = today();
    const units = await this.units.list(day);
    const codes = units.flatMap(({ code, endedOn }) => (endedOn === null ? [code] : []));
    const contacts = await this.register.contacts(codes, 'mailbox', day);
    const items = units.map((unit) => {
      const found = contacts.get(unit.code);
      return { ...unit, mailbox: found?.isPublic ? { name: found.name, phone: found.phone } : null };
    });
    return { items, nextCursor: null };
  }
}
