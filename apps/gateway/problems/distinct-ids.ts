import { ArrayUnique } from 'class-validator';

/** Of a list of ids: none may stand in it twice, however it is written. */
export const DistinctIds = () =>
  ArrayUnique((id: unknown) => (typeof id === 'string' ? id.toLowerCase() : id), {
    message: '$property must not hold the same id twice',
  });
