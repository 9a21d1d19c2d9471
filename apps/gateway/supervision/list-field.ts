import { Transform } from 'class-transformer';

/** Splits `a,b` in a query. */
export const List = () =>
  Transform(({ value }) => (typeof value === 'string' ? value.split(',').filter(Boolean) : value) as unknown);
