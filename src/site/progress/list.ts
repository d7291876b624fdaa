/** The list of progress: what is done and when, its file, and how to forget it. */
import { exportProgress, forgetProgress, importProgress, progressOf, wordsOfRefusal } from './index.ts';

const fileName = 'stanzabox-progress.json';

class ProgressList extends HTMLElement {
  connectedCallback(): void {
    const input = this.querySelector('input');
    const act = (name: string, doIt: (button: HTMLButtonElement) => void): void => {
      const button = this.querySelector<HTMLButtonElement>(`.${name}`);
      button?.addEventListener('click', () => doIt(button));
    };
    act('export', () => this.#export());
    act('import', () => input?.click());
    act('forget', (button) => this.#forget(button));
    input?.addEventListener('change', () => void this.#import(input));
    // Another tab of this site did a page.
    addEventListener('storage', () => this.#show());
    const acts = this.querySelector<HTMLElement>('.acts');
    if (acts !== null) acts.hidden = false;
    this.#show();
  }

  #show(): void {
    const done = progressOf();
    const words = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long' });
    for (const section of this.querySelectorAll('section')) {
      const items = [...section.querySelectorAll<HTMLElement>('li')];
      let count = 0;
      for (const item of items) {
        const at = done[item.dataset.slug ?? ''];
        if (at !== undefined) count += 1;
        const place = item.querySelector('.done');
        if (place !== null) place.textContent = at === undefined ? '' : `✓ Done on ${words.format(new Date(at))}`;
      }
      const place = section.querySelector('.count');
      if (place !== null) place.textContent = `${count} of ${items.length} done`;
    }
  }

  #export(): void {
    const progress = progressOf();
    const count = Object.keys(progress).length;
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([exportProgress(progress)], { type: 'application/json' }));
    link.download = fileName;
    link.click();
    URL.revokeObjectURL(link.href);
    this.#say(`${count === 1 ? '1 page is' : `${count} pages are`} in the file ${fileName}.`);
  }

  async #import(input: HTMLInputElement): Promise<void> {
    const file = input.files?.[0];
    if (file === undefined) return;
    try {
      const result = importProgress(await file.text());
      this.#say(
        result.ok ? `Imported: ${result.added === 1 ? '1 page' : `${result.added} pages`} more.` : result.plain,
      );
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      this.#say(`${file.name} could not be read (${why}). Nothing was imported. Choose the file again.`);
    }
    // The same file can be chosen again.
    input.value = '';
    this.#show();
  }

  /** A second press forgets: what is gone here is gone. */
  #forget(button: HTMLButtonElement): void {
    const count = Object.keys(progressOf()).length;
    if (count === 0) {
      this.#say('Nothing is kept.');
      return;
    }
    if (button.dataset.asked === undefined) {
      button.dataset.asked = '';
      button.textContent = 'Forget all: press again';
      this.#say(
        `${count === 1 ? '1 page is' : `${count} pages are`} kept. Press Forget again to delete that; export it first to keep it.`,
      );
      return;
    }
    delete button.dataset.asked;
    button.textContent = 'Forget';
    const refusal = forgetProgress();
    this.#say(refusal === null ? 'Forgotten.' : wordsOfRefusal(refusal));
    this.#show();
  }

  #say(text: string): void {
    const place = this.querySelector('.say');
    if (place !== null) place.textContent = text;
  }
}

customElements.define('sb-progress', ProgressList);
