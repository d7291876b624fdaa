import type { Attachment } from 'svelte/attachments';

type Control = HTMLButtonElement | HTMLInputElement | HTMLSelectElement;

/**
 * For a control that cannot be used now: `disabled` would take the focus from who has just pressed it, and hide from who goes by keys why that is so.
 */
export function unavailable(isUnavailable: boolean): Attachment<Control> {
  return (control) => {
    control.setAttribute('aria-disabled', String(isUnavailable));
    if (!isUnavailable) return undefined;
    // A form that is sent with Enter presses its button too.
    const refuse = (event: Event): void => {
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    const events = control instanceof HTMLSelectElement ? ['pointerdown', 'mousedown', 'keydown'] : ['click'];
    const onEvent = (event: Event): void => {
      // A list is left by Tab as always.
      if (!(event instanceof KeyboardEvent) || event.key !== 'Tab') refuse(event);
    };
    for (const name of events) control.addEventListener(name, onEvent, { capture: true });
    return () => {
      for (const name of events) control.removeEventListener(name, onEvent, { capture: true });
    };
  };
}
