/** As the public reads who has answered: 张三 is 张**, nobody is 匿名. */
export function maskedName(name: string): string {
  const [first] = name.trim();
  return first === undefined ? '匿名' : `${first}**`;
}
