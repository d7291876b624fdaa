import type { Attachment } from 'svelte/attachments';

/** For a button or a box that its own press makes unavailable, for a while or at an end: `disabled` would take the focus from who has just pressed it. */
export function unavailable(isUnavailable: boolean): Attachment<HTMLButtonElement | HTMLInputElement> {
  return (button) => {
    button.setAttribute('aria-disabled', String(isUnavailable));
    if (!isUnavailable) return undefined;
    // A form that is sent with Enter presses its button too.
    const refuse = (event: Event): void => {
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    button.addEventListener('click', refuse, { capture: true });
    return () => button.removeEventListener('click', refuse, { capture: true });
  };
}
