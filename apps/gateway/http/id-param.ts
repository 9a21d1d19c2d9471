import { Param, type PipeTransform } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { DubanError } from '../../../workflows/engine/errors.js';

const uuid: PipeTransform<string, string> = {
  transform: (value) => {
    if (isUUID(value)) return value.toLowerCase();
    throw new DubanError('NOT_FOUND', 'no such address');
  },
};

/** The id in the path. What is no UUID names nothing: not found, like any other id that nobody has. */
export const Id = (name = 'id'): ParameterDecorator => Param(name, uuid);
