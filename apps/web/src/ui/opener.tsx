import { useRef, useState, type ReactNode, type RefObject } from 'react';
import { ButtonContext, type ButtonProps } from 'react-aria-components/Button';

/** For what a button has opened. */
export interface Opened {
  /** What is opened stands beside it. */
  readonly triggerRef: RefObject<HTMLButtonElement | null>;
  /** By a key: the first entry takes the focus. */
  readonly isByKey: boolean;
  readonly onClose: () => void;
}

interface Props {
  readonly opens: 'menu' | 'dialog';
  /** The button: a Button or IconButton. */
  readonly trigger: ReactNode;
  readonly children: (opened: Opened) => ReactNode;
}

/** A button and what it opens. Unlike a MenuTrigger or DialogTrigger it is drawn without the file of what it opens. */
export function Opener({ opens, trigger, children }: Props) {
  const triggerRef = useRef<HTMLButtonElement>(null);
  const [by, setBy] = useState<'key' | 'pointer'>();
  const button: ButtonProps = {
    'aria-haspopup': opens,
    'aria-expanded': by !== undefined,
    onPress: ({ pointerType }) => setBy(isPointer(pointerType) ? 'pointer' : 'key'),
    onKeyDown: (event) => {
      if (opens === 'menu' && event.key === 'ArrowDown') setBy('key');
      else event.continuePropagation();
    },
  };
  return (
    <>
      <ButtonContext value={{ ...button, ref: triggerRef }}>{trigger}</ButtonContext>
      {by && children({ triggerRef, isByKey: by === 'key', onClose: () => setBy(undefined) })}
    </>
  );
}

const isPointer = (type: string): boolean => type === 'mouse' || type === 'touch' || type === 'pen';
