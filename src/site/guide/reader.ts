/** The box at the top of a guide: own names, and the steps that the reader has done. */
import { loadNames, loadTicks, saveTicks } from './kept.ts';

/** `s3` of the block `step-s3`. */
const idOf = (step: HTMLElement): string => step.id.replace('step-', '');

class GuideReader extends HTMLElement {
  connectedCallback(): void {
    this.#setUpNames();
    this.#setUpTicks();
    this.#setUpCopyAll();
  }

  get #page(): Element {
    return this.closest('main') ?? document.body;
  }

  #setUpNames(): void {
    const form = this.querySelector('form');
    if (form === null) return;
    const start = async () => {
      const { setUpNames } = await import('./names-form.ts');
      setUpNames(form, this.#page);
    };
    if (Object.values(loadNames()).some((name) => name !== '')) void start();
    else this.querySelector('details')?.addEventListener('toggle', start, { once: true });
  }

  /** Fetched when the reader opens it: the browser may copy only right after a press. Who presses before it is there waits for it. */
  #setUpCopyAll(): void {
    const box = this.querySelector('details.copy-all');
    let pressed: HTMLElement | null = null;
    const onPress = ({ target }: Event) => {
      pressed = (target as Element).closest('button');
    };
    const start = async () => {
      const { setUpCopyAll } = await import('./copy-all.ts');
      if (box === null) return;
      box.removeEventListener('click', onPress);
      setUpCopyAll(box, this.#page);
      pressed?.click();
    };
    box?.addEventListener('click', onPress);
    box?.addEventListener('toggle', start, { once: true });
  }

  #setUpTicks(): void {
    const slug = this.dataset.slug ?? '';
    const ticks = loadTicks(slug);
    const steps = [...this.#page.querySelectorAll<HTMLElement>('.sb-step[data-tick]')];
    const progress = this.querySelector('.progress');
    const tell = () => {
      const done = steps.filter((step) => ticks.has(idOf(step))).length;
      if (progress !== null) progress.textContent = done === 0 ? '' : `You have done ${done} of ${steps.length} steps.`;
    };
    for (const step of steps) {
      const id = idOf(step);
      const box = document.createElement('input');
      box.type = 'checkbox';
      box.checked = ticks.has(id);
      box.addEventListener('change', () => {
        if (box.checked) ticks.add(id);
        else ticks.delete(id);
        saveTicks(slug, ticks);
        tell();
      });
      const label = document.createElement('label');
      label.className = 'sb-tick';
      label.append(box, 'done');
      step.querySelector('.sb-step-head')?.append(label);
    }
    tell();
  }
}

customElements.define('sb-reader', GuideReader);
