/** `/letters/:no` -> the source of a regular expression in which `:no` stands for one part of a path. */
export const pathPattern = (path: string): string =>
  path
    .split('/')
    .map((part) => (part.startsWith(':') ? '[^/]+' : escape(part)))
    .join('/');

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
