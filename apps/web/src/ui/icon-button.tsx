import type { LucideIcon } from 'lucide-react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components/Button';
import { TooltipTrigger } from 'react-aria-components/Tooltip';
import { buttonClass, type ButtonLook } from './button-look.js';
import { KeyHint } from './key-hint.js';
import { Tooltip } from './tooltip.js';

interface Props
  extends Omit<AriaButtonProps, 'className' | 'style' | 'children' | 'aria-label'>, Omit<ButtonLook, 'wide'> {
  readonly icon: LucideIcon;
  /** Read aloud, and shown on hover and focus. */
  readonly label: string;
  readonly keys?: string | undefined;
}

/** A button with a picture only; its label is its tooltip. */
export function IconButton({ icon: Icon, label, keys, kind = 'ghost', size, ...props }: Props) {
  return (
    <TooltipTrigger delay={400}>
      <AriaButton {...props} aria-label={label} className={buttonClass({ kind, size }, true)}>
        <Icon size={16} aria-hidden />
      </AriaButton>
      <Tooltip>
        {label} {keys && <KeyHint keys={keys} />}
      </Tooltip>
    </TooltipTrigger>
  );
}
