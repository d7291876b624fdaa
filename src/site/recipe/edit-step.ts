/** Makes the stanza of a recipe's step a text that can be changed, in its place. Loaded when the reader asks for it. */
import { mount, unmount } from 'svelte';
import type { SendStep } from '../../../playground/stanza/index.ts';
import StepEditor from './StepEditor.svelte';

export interface StepEdit {
  /** The stanza as the page has it. */
  readonly step: SendStep;
  /** From 1. */
  readonly number: number;
  /** Opens it; hidden meanwhile. */
  readonly button: HTMLElement;
  readonly onChange: (xml: string) => void;
}

export function editStep({ step, number, button, onChange }: StepEdit): void {
  const block = document.querySelector(`#step-${step.id}`);
  const figure = block?.querySelector('figure');
  if (!block || !figure) return;
  const place = document.createElement('div');
  place.className = 'sb-edit not-content';
  figure.before(place);
  figure.hidden = true;
  button.hidden = true;
  const editor = mount(StepEditor, {
    target: place,
    props: {
      label: `Stanza of step ${number}`,
      recorded: step.xml,
      onChange,
      onReset: () => {
        onChange(step.xml);
        void unmount(editor);
        place.remove();
        figure.hidden = false;
        button.hidden = false;
        button.focus();
      },
    },
  });
}
