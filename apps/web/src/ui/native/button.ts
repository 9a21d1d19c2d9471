import styles from './button.module.css';

type Kind = 'primary' | 'plain' | 'small' | 'link' | 'danger';

/** Class names that make a `button` or a link look like a button of the portal. */
export function button(...kinds: readonly Kind[]): string {
  return ['no-print', styles['button'], ...kinds.map((kind) => styles[kind])].filter(Boolean).join(' ');
}
