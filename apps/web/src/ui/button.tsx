import type { ReactNode } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components/Button';
import { buttonClass, type ButtonLook } from './button-look.js';

export interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'style' | 'children'>, ButtonLook {
  readonly children: ReactNode;
}

/** The one button. `kind="primary"` once a form or page. */
export function Button({ kind, size, wide, ...props }: ButtonProps) {
  return <AriaButton {...props} className={buttonClass({ kind, size, wide })} />;
}
