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
    // A list does not open by mouse, and what keys choose in it is taken back before anybody hears of it.
    const { value } = control;
    const takeBack = (event: Event): void => {
      control.value = value;
      refuse(event);
    };
    const ofSelect = { mousedown: refuse, input: takeBack, change: takeBack };
    const listeners = Object.entries(control instanceof HTMLSelectElement ? ofSelect : { click: refuse });
    for (const [name, listener] of listeners) control.addEventListener(name, listener, { capture: true });
    return () => {
      for (const [name, listener] of listeners) control.removeEventListener(name, listener, { capture: true });
    };
  };
}
