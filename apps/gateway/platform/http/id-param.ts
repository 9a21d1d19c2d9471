import { Param, type PipeTransform } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { detail } from '../../../../domain/messages/index.js';
import { DubanError } from '../../../../workflows/engine/errors.js';
import { textFault } from '../../../../workflows/fields/written-text.js';

const uuid: PipeTransform<string, string> = {
  transform: (value) => {
    if (isUUID(value)) return value.toLowerCase();
    throw new DubanError('NOT_FOUND', detail('platform.noSuchAddress'));
  },
};

const name: PipeTransform<string, string> = {
  transform: (value) => {
    if (textFault(value, { min: 1, max: 100, multiline: false }) === null) return value;
    throw new DubanError('NOT_FOUND', detail('platform.noSuchAddress'));
  },
};

/** A name or a code in the path. What nobody could have written down names nothing. */
export const Name = (parameter: string): ParameterDecorator => Param(parameter, name);

/** The id in the path. What is no UUID names nothing: not found, like any other id that nobody has. */
export const Id = (parameter = 'id'): ParameterDecorator => Param(parameter, uuid);
