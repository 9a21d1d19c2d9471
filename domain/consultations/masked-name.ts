/** Masks the name of a writer for the public: 张三 becomes 张**, an empty name 匿名. */
export function maskedName(name: string): string {
  const [first] = name.trim();
  return first === undefined ? '匿名' : `${first}**`;
}
