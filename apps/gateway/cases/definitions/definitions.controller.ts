import { Controller, Get, Header, Query, Res } from '@nestjs/common';
import {
  ApiOkResponse,
  ApiOperation,
  ApiProduces,
  ApiProperty,
  ApiPropertyOptional,
  ApiTags,
} from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, Min } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { workflowType } from '../../../../workflows/engine/definition/commands.js';
import { processes } from '../../../../workflows/registry.js';
import { IfPresent } from '../../platform/http/fields.js';
import { Name } from '../../platform/http/id-param.js';
import { ProblemCodes } from '../../platform/problems/problem-codes.js';
import { OutcomeDto } from './outcome.dto.js';
import { toBpmn } from './bpmn.js';
import { MapLayoutView } from './map-layout.dto.js';
import { layoutOf } from './map-layouts.js';
import { mapOf } from './process-maps.js';
import { servedProcess } from './served-process.js';
import { formSchema, messageForm, outcomesOf } from './task-forms.js';

const titles = { type: 'object', additionalProperties: { type: 'string' } } as const;

export class VersionQuery {
  @ApiPropertyOptional({ type: 'integer', description: 'Newest by default' })
  @IfPresent()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  version?: number;
}

export class DefinitionSummary {
  @ApiProperty({ example: 'mailbox-letter' }) key!: string;
  @ApiProperty({ type: 'integer' }) version!: number;
  @ApiProperty() title!: string;
}
export class DefinitionPage {
  @ApiProperty({ type: [DefinitionSummary] }) items!: DefinitionSummary[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}
export class TaskDefinitionView {
  @ApiProperty() name!: string;
  @ApiProperty() title!: string;
  @ApiProperty() stage!: string;
  @ApiProperty({ description: 'Role that the performer needs, or `citizen`' }) role!: string;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Limit of the task’s own clock, by its key in the policy',
  })
  limit!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Limit after which the task expires' })
  expires!: string | null;
  @ApiProperty({ type: [String], description: 'Tasks whose performer may not perform this one' })
  fourEyes!: readonly string[];
  @ApiProperty({ type: [OutcomeDto] }) outcomes!: readonly OutcomeDto[];
}
export class MessageDefinitionView {
  @ApiProperty() name!: string;
  @ApiProperty() title!: string;
  @ApiProperty({ type: Object }) schema!: object;
  @ApiProperty({ type: Object }) example!: object;
}
export class MapNodeView {
  @ApiProperty() id!: string;
  @ApiProperty({ enum: ['start', 'task', 'choice', 'step', 'message', 'signal', 'child', 'end'] })
  kind!: string;
  @ApiProperty() title!: string;
  @ApiPropertyOptional() stage?: string;
}
export class MapEdgeView {
  @ApiProperty() from!: string;
  @ApiProperty({ description: 'Outcome or option' }) via!: string;
  @ApiProperty() to!: string;
  @ApiPropertyOptional() branch?: string;
}
export class MapView {
  @ApiProperty({ type: [MapNodeView] }) nodes!: readonly MapNodeView[];
  @ApiProperty({ type: [MapEdgeView] }) edges!: readonly MapEdgeView[];
}
export class DefinitionView extends DefinitionSummary {
  @ApiProperty({ ...titles, description: 'Stage -> title, in order' }) stages!: object;
  @ApiProperty({ ...titles, description: 'Result -> title' }) ends!: object;
  @ApiProperty({ type: [TaskDefinitionView] }) tasks!: TaskDefinitionView[];
  @ApiProperty({ type: [MessageDefinitionView] }) messages!: MessageDefinitionView[];
  @ApiProperty({ description: 'Derived from the behaviour' }) map!: MapView;
  @ApiProperty({
    type: MapLayoutView,
    nullable: true,
    description: 'Drawings of the map, the same whatever passes it; null when this build has none',
  })
  layout!: MapLayoutView | null;
}

@ApiTags('process definitions')
@Controller('api/v1/process-definitions')
export class DefinitionsController {
  private readonly drawings = new Map<string, Promise<string>>();

  @Get()
  @ApiOperation({ summary: 'List process definitions in every version' })
  @ApiOkResponse({ type: DefinitionPage })
  list(): DefinitionPage {
    return { items: processes.map(({ definition }) => toSummary(definition)), nextCursor: null };
  }

  @Get(':key')
  @ApiOperation({ summary: 'Get a definition with forms and map' })
  @ApiOkResponse({ type: DefinitionView })
  @ProblemCodes('DEFINITION_UNKNOWN')
  async get(@Name('key') key: string, @Query() { version }: VersionQuery): Promise<DefinitionView> {
    const process = servedProcess(key, version);
    const { definition } = process;
    return {
      ...toSummary(definition),
      stages: definition.stages,
      ends: definition.ends,
      tasks: Object.entries(definition.tasks).map(([name, task]) => ({
        name,
        title: task.title,
        stage: task.stage,
        role: task.by === 'citizen' ? 'citizen' : task.by.role,
        limit: task.limit ?? null,
        expires: task.expires ?? null,
        fourEyes: task.fourEyes ?? [],
        outcomes: outcomesOf(key, definition.version, name),
      })),
      messages: Object.entries((definition.messages ?? {}) as Record<string, { title: string }>).map(
        ([name, { title }]) => {
          const form = messageForm(key, definition.version, name);
          return { name, title, schema: formSchema(form), example: form?.example ?? {} };
        },
      ),
      map: await mapOf(process),
      layout: await layoutOf(process),
    };
  }

  @Get(':key/bpmn')
  @Header('content-disposition', 'inline')
  @ApiOperation({
    summary: 'Export the derived map as BPMN 2.0',
    description:
      'With a diagram, for tools that draw or compare processes. The behaviour runs; nothing reads the BPMN.',
  })
  @ApiProduces('application/xml')
  @ApiOkResponse({ schema: { type: 'string' } })
  @ProblemCodes('DEFINITION_UNKNOWN')
  async bpmn(
    @Name('key') key: string,
    @Query() { version }: VersionQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const process = servedProcess(key, version);
    const type = workflowType(process.definition);
    const drawn = this.drawings.get(type) ?? toBpmn(process);
    this.drawings.set(type, drawn);
    reply.type('application/xml; charset=utf-8');
    return drawn;
  }
}

const toSummary = ({ key, version, title }: DefinitionSummary): DefinitionSummary => ({
  key,
  version,
  title,
});
