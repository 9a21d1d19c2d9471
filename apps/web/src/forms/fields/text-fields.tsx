import { useState } from 'react';
import { t } from '../../messages/t.js';
import { NumberField as NumberPart } from '../../ui/number-field.js';
import { TextArea } from '../../ui/text-area.js';
import { TextField } from '../../ui/text-field.js';
import { textsOf, type FieldProps } from './field-props.js';

const textOf = ({ value }: FieldProps): string => (typeof value === 'string' ? value : '');

/** One line: a title, a name, a number of a document. */
export function LineField(props: FieldProps) {
  return (
    <TextField
      {...textsOf(props)}
      autoComplete="off"
      value={textOf(props)}
      onChange={(text) => props.onChange(props.field.path, text)}
    />
  );
}

/** A text with line breaks. It grows with what is typed, and counts where there is a limit. */
export function ParagraphsField(props: FieldProps) {
  return (
    <TextArea
      {...textsOf(props)}
      max={props.field.schema.maxLength}
      value={textOf(props)}
      onChange={(text) => props.onChange(props.field.path, text)}
    />
  );
}

/** A remark for colleagues. Beside it stands who reads it: not the citizen. */
export function NoteField(props: FieldProps) {
  return (
    <TextArea
      {...textsOf(props)}
      note={t('forms.noteReaders')}
      max={props.field.schema.maxLength}
      value={textOf(props)}
      onChange={(text) => props.onChange(props.field.path, text)}
    />
  );
}

/** A list of short texts, one a line. Empty lines are left out once the field is left. */
export function LinesField(props: FieldProps) {
  const { path } = props.field;
  const lines = Array.isArray(props.value) ? props.value.map(String) : [];
  const [isTyping, setTyping] = useState(false);
  return (
    <TextArea
      {...textsOf(props)}
      note={t('forms.linesHint')}
      value={lines.join('\n')}
      onFocus={() => setTyping(true)}
      onChange={(text) => props.onChange(path, text === '' ? [] : text.split('\n'))}
      onBlur={() => {
        setTyping(false);
        const kept = lines.map((line) => line.trim()).filter((line) => line !== '');
        if (isTyping && kept.join('\n') !== lines.join('\n')) props.onChange(path, kept);
      }}
    />
  );
}

/** A whole number. */
export function NumberField(props: FieldProps) {
  const { minimum, maximum } = props.field.schema;
  return (
    <NumberPart
      {...textsOf(props)}
      min={minimum}
      max={maximum}
      value={typeof props.value === 'number' ? props.value : undefined}
      onChange={(value) => props.onChange(props.field.path, value)}
    />
  );
}
