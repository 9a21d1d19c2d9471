import styles from './reading-text.module.css';

/** What somebody has written, set like a letter: large, indented, one paragraph a line. */
export function ReadingText({ text }: { readonly text: string }) {
  return (
    <div className={styles.text}>
      {text
        .split('\n')
        .filter((line) => line.trim() !== '')
        .map((line, index) => (
          <p key={index}>{line}</p>
        ))}
    </div>
  );
}
