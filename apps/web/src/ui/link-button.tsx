import { createLink } from '@tanstack/react-router';
import type { AnchorHTMLAttributes } from 'react';
import { buttonClass, type ButtonLook } from './button-look.js';

type Props = AnchorHTMLAttributes<HTMLAnchorElement> & ButtonLook;

function Anchor({ kind, size, wide, ...props }: Props) {
  return <a {...props} className={buttonClass({ kind, size, wide })} />;
}

/** A link to a page that looks like a button. Downloads and other addresses: `<ButtonAnchor href>`. */
export const LinkButton = createLink(Anchor);
export { Anchor as ButtonAnchor };
