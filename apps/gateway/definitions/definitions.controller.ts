import { Controller, Get, Param } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { workflowType } from '../../../workflows/engine/commands.js';
import type { Process } from '../../../workflows/engine/process.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import { deriveMap, type ProcessMap } from '../../../workflows/engine/map.js';
import { processes } from '../../../workflows/registry.js';
import { outcomesOf } from './task-forms.js';

@ApiTags('process definitions')
@ApiBearerAuth()
@Controller('api/v1/process-definitions')
export class DefinitionsController {
  private readonly maps = new Map<string, Promise<ProcessMap>>();

  @Get()
  @ApiOperation({ summary: 'Every process and version that may run' })
  list() {
    const items = processes.map(({ definition: { key, version, title } }) => ({ key, version, title }));
    return { items, nextCursor: null };
  }

  @Get(':key')
  @ApiOperation({
    summary: 'The newest version of a process: stages, tasks with their forms, and its derived map',
  })
  async get(@Param('key') key: string) {
    const process = processes
      .filter((p) => p.definition.key === key)
      .sort((a, b) => b.definition.version - a.definition.version)[0];
    if (!process) throw new DubanError('DEFINITION_UNKNOWN', `no process definition '${key}'`);
    const { version, title, stages, tasks, ends } = process.definition;
    return {
      key,
      version,
      title,
      stages,
      ends,
      tasks: Object.entries(tasks).map(([name, task]) => ({
        name,
        ...task,
        outcomes: outcomesOf(key, version, name),
      })),
      map: await this.map(process),
    };
  }

  private map(process: Process): Promise<ProcessMap> {
    const type = workflowType(process.definition);
    const known = this.maps.get(type) ?? deriveMap(process);
    this.maps.set(type, known);
    return known;
  }
}
