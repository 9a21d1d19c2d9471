/** A text as it was written: a paragraph a line. */
export function Paragraphs({ text }: { text: string }) {
  return text
    .split(/\n+/)
    .filter((line) => line.trim() !== '')
    .map((line, index) => <p key={index}>{line.trim()}</p>);
}
