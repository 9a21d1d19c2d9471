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

/** A name or code in the path. A malformed one matches nothing (404). */
export const Name = (parameter: string): ParameterDecorator => Param(parameter, name);

/** An id in the path. A malformed UUID matches nothing (404). */
export const Id = (parameter = 'id'): ParameterDecorator => Param(parameter, uuid);
