/** The form for the reader's own names. Fetched when the reader opens it, or at once when names were kept. */
import { checks, type Names } from '../../lesson/personal.ts';
import { loadNames, saveNames } from './kept.ts';
import { showNames } from './own-names.ts';

/** The name of a field when it is a good one; says beside the field what is wrong with it, or what to think about. */
function checked(input: HTMLInputElement): [string, string][] {
  const result = checks[input.name as keyof Names](input.value);
  const isWrong = !result.ok && input.value.trim() !== '';
  input.setAttribute('aria-invalid', String(isWrong));
  const output = input.form?.querySelector(`#sb-${input.name}-wrong`);
  if (output) output.textContent = result.ok ? (result.remark ?? '') : isWrong ? result.plain : '';
  return result.ok ? [[input.name, result.name]] : [];
}

/** @param page what follows the names: commands, files, records and copy buttons inside it */
export function setUpNames(form: HTMLFormElement, page: Element): void {
  const kept = loadNames();
  const inputs = [...form.querySelectorAll('input')];
  // What was typed before this code was there stays.
  for (const input of inputs) input.value ||= kept[input.name] ?? '';
  const follow = () => {
    saveNames(Object.fromEntries(inputs.map((input) => [input.name, input.value])));
    showNames(page, Object.fromEntries(inputs.flatMap(checked)));
  };
  form.addEventListener('input', follow);
  form.addEventListener('submit', (event) => event.preventDefault());
  // A reset empties the fields after its event.
  form.addEventListener('reset', () => setTimeout(follow));
  if (inputs.some((input) => input.value !== '')) follow();
}
