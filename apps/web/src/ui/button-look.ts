import styles from './button.module.css';

export interface ButtonLook {
  readonly kind?: 'primary' | 'plain' | 'ghost' | 'danger' | undefined;
  readonly size?: 'small' | 'normal' | 'large' | undefined;
  /** As wide as its place. */
  readonly wide?: boolean | undefined;
}

/** The classes of what looks like a button: buttons and links. */
export function buttonClass(
  { kind = 'plain', size = 'normal', wide = false }: ButtonLook,
  isIcon = false,
): string {
  return ['no-print', styles.button, styles[kind], styles[size], wide && styles.wide, isIcon && styles.icon]
    .filter(Boolean)
    .join(' ');
}
