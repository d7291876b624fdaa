/** Gives Expressive Code's copy buttons their text when they are pressed: before their own listeners, which look into `data-code`. */
import { copiedText } from './copied-text.ts';

document.addEventListener(
  'click',
  ({ target }) => {
    const pressed = target instanceof Element ? target : undefined;
    const button = pressed?.closest<HTMLElement>('.expressive-code .copy button');
    const block = button?.closest('.expressive-code');
    if (button && block) button.dataset.code = copiedText(block, button.dataset.as === 'command');
  },
  true,
);
