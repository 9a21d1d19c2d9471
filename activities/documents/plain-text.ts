/** What no document format can hold left out: control characters but tab and line feed, halves of characters. */
export function printable(text: string): string {
  return text.replace(/[^\P{Cc}\n\t]|[\p{Cs}\uFFFE\uFFFF]/gu, '');
}
