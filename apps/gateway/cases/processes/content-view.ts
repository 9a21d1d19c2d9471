import { ApiProperty } from '@nestjs/swagger';
import type { ContentRow } from '../../../../domain/cases/processes/contents.repository.js';
import { definitionOf, taskDefinition } from '../definitions/task-forms.js';
import { codesIn, messageSchema } from '../timeline/form-text.js';

/** Content of a completed task, of the begin command (an appeal's evidence), of a citizen's message (a rating), or of an order. */
export class ContentView {
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Id of the task; null for the begin command and for messages',
  })
  task!: string | null;
  @ApiProperty({ description: 'Name of the task or message, or `begin`' }) name!: string;
  @ApiProperty() title!: string;
  @ApiProperty({ type: String, nullable: true }) outcome!: string | null;
  @ApiProperty({ type: String, nullable: true }) outcomeTitle!: string | null;
  @ApiProperty() unit!: string;
  @ApiProperty({ type: String, nullable: true, description: 'Title of the account; null for the citizen' })
  actor!: string | null;
  @ApiProperty({ format: 'date-time' }) at!: string;
  @ApiProperty({ type: Object, nullable: true, description: 'Null once it has been erased' }) content!:
    object | null;
}

export function toContentView(process: string, row: ContentRow): ContentView {
  return {
    task: row.number === null ? null : `${process}.${row.number}`,
    name: row.name ?? 'begin',
    ...titlesOf(row),
    outcome: row.outcome,
    unit: row.unit,
    actor: row.actor,
    at: row.at.toISOString(),
    content: row.body,
  };
}

function titlesOf(row: ContentRow): Pick<ContentView, 'title' | 'outcomeTitle'> {
  const { key, version, name, number, outcome, sent } = row;
  if (name === null) return { title: '提交', outcomeTitle: null };
  if (number === null) {
    const title = definitionOf(key, version)?.messages?.[name]?.title ?? name;
    const codes = sent && codesIn(sent, messageSchema(key, version, name).decision);
    return { title, outcomeTitle: codes || null };
  }
  const definition = taskDefinition(key, version, name);
  return {
    title: definition?.title ?? name,
    outcomeTitle: outcome === null ? null : (definition?.outcomes[outcome] ?? outcome),
  };
}
