import { markedParts } from '../lib/marked.js';
import styles from './reading-text.module.css';

/** A text with the words of a search marked. */
export function MarkedText({ text, words }: { readonly text: string; readonly words: string }) {
  return markedParts(text, words).map((part, index) =>
    part.isHit ? (
      <mark key={index} className={styles.mark}>
        {part.text}
      </mark>
    ) : (
      <span key={index}>{part.text}</span>
    ),
  );
}
