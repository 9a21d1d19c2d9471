import { ApiProperty } from '@nestjs/swagger';
import { QuoteView } from './surveys.dto.js';

export class OptionFigureView {
  @ApiProperty() value!: string;
  @ApiProperty() text!: string;
  @ApiProperty({ type: 'integer' }) count!: number;
}
export class RowFigureView {
  @ApiProperty() value!: string;
  @ApiProperty() text!: string;
  @ApiProperty({ type: [OptionFigureView] }) options!: readonly OptionFigureView[];
}
export class QuestionFigureView {
  @ApiProperty() name!: string;
  @ApiProperty() title!: string;
  @ApiProperty({ enum: ['single', 'multiple', 'scale', 'matrix', 'text'] }) kind!: string;
  @ApiProperty({ type: 'integer', description: 'Responses that answer it' }) answered!: number;
  @ApiProperty({ type: [OptionFigureView] }) options!: readonly OptionFigureView[];
  @ApiProperty({ type: Number, nullable: true, description: 'Only for a scale' }) average!: number | null;
  @ApiProperty({ type: [RowFigureView], description: 'Only for a matrix' }) rows!: readonly RowFigureView[];
}
export class ResultsView {
  @ApiProperty({ type: 'integer', description: 'Responses that count' }) answers!: number;
  @ApiProperty({ type: 'integer', description: 'Responses that were held and do not count' })
  setAside!: number;
  @ApiProperty({ type: [QuestionFigureView] }) figures!: readonly QuestionFigureView[];
  @ApiProperty({ type: [QuoteView], description: 'Pieces of free text that a person has released' })
  quotes!: readonly QuoteView[];
}
