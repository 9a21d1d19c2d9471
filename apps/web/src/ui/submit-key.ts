import type { KeyboardEvent } from 'react';

/** `Ctrl Enter` submits, also while something is typed, but not while an input method composes. */
export const onSubmitKey =
  (submit: () => void) =>
  (event: KeyboardEvent): void => {
    const isPressed = event.key === 'Enter' && (event.ctrlKey || event.metaKey);
    if (!isPressed || event.nativeEvent.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    submit();
  };
