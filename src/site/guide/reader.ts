/** The box at the top of a guide: own names, and the steps that the reader has done. */
import { checkDomain, checkHost, checkIPv4, checkIPv6, type NameCheck, type Names } from '../../lesson/personal.ts';
import { loadNames, loadTicks, saveNames, saveTicks } from './kept.ts';
import { showNames } from './own-names.ts';

const checks: Readonly<Record<keyof Names, (text: string) => NameCheck>> = {
  domain: checkDomain,
  host: checkHost,
  friend: checkDomain,
  ipv4: checkIPv4,
  ipv6: checkIPv6,
};

class GuideReader extends HTMLElement {
  connectedCallback(): void {
    this.#setUpNames();
    this.#setUpTicks();
  }

  get #page(): Element {
    return this.closest('main') ?? document.body;
  }

  #setUpNames(): void {
    const form = this.querySelector('form');
    if (form === null) return;
    const kept = loadNames();
    const inputs = [...form.querySelectorAll('input')];
    for (const input of inputs) input.value = kept[input.name] ?? '';
    const follow = () => {
      saveNames(Object.fromEntries(inputs.map((input) => [input.name, input.value])));
      showNames(this.#page, Object.fromEntries(inputs.flatMap((input) => this.#checked(input))));
    };
    form.addEventListener('input', follow);
    form.addEventListener('submit', (event) => event.preventDefault());
    // A reset empties the fields after its event.
    form.addEventListener('reset', () => setTimeout(follow));
    if (inputs.some((input) => input.value !== '')) follow();
  }

  /** The name of a field when it is a good one; otherwise says beside the field what is wrong with it. */
  #checked(input: HTMLInputElement): [string, string][] {
    const result = checks[input.name as keyof Names](input.value);
    const wrong = !result.ok && input.value.trim() !== '' ? result.plain : '';
    input.setAttribute('aria-invalid', String(wrong !== ''));
    const output = this.querySelector(`#sb-${input.name}-wrong`);
    if (output !== null) output.textContent = wrong;
    return result.ok ? [[input.name, result.name]] : [];
  }

  #setUpTicks(): void {
    const slug = this.dataset.slug ?? '';
    const ticks = loadTicks(slug);
    const steps = [...this.#page.querySelectorAll<HTMLElement>('.sb-step[data-tick]')];
    const progress = this.querySelector('.progress');
    const tell = () => {
      const done = steps.filter((step) => ticks.has(step.dataset.step ?? '')).length;
      if (progress !== null) progress.textContent = done === 0 ? '' : `You have done ${done} of ${steps.length} steps.`;
    };
    for (const step of steps) {
      const id = step.dataset.step ?? '';
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
