/** All commands of a guide for one machine, as a text. Read from the page, so that they carry the reader's own names. */
import { copyText } from '../../../playground/console/copy-text.ts';
import { copiedText } from '../code/copied-text.ts';

const asComment = (text: string): string =>
  text
    .trim()
    .split('\n')
    .map((line) => `# ${line.trim()}`.trimEnd())
    .join('\n');

const textOf = (element: Element | null): string => (element?.textContent ?? '').replace(/\s+/g, ' ').trim();

/** What stands small beside it is the lab's own password, which is no instruction. */
function textWithoutSmall(element: Element): string {
  const words = element.cloneNode(true) as Element;
  for (const small of words.querySelectorAll('small')) small.remove();
  return textOf(words);
}

const textsOf = (step: Element, selector: string): string[] => [...step.querySelectorAll(selector)].map(textOf);

/** What a reader must know before the command runs: whose it is, what it asks, that it fails. */
function remarks(step: HTMLElement): string[] {
  const questions = [...step.querySelectorAll('.sb-answers dd')].map(
    (answer) => `It asks: ${textWithoutSmall(answer)}`,
  );
  const user = step.dataset.as === undefined ? [] : [`As ${step.dataset.as}:`];
  return [...textsOf(step, '.sb-for'), ...user, ...textsOf(step, '.sb-note'), ...questions].map(asComment);
}

/** What is done elsewhere than in a terminal. */
function elsewhere(step: HTMLElement): string[] | undefined {
  if (step.dataset.kind === 'zone')
    return [`# ${textOf(step.querySelector('.sb-where'))}:`, asComment(copiedText(step, false))];
  if (step.dataset.kind !== 'browser') return undefined;
  const instructions = [...step.querySelectorAll('.sb-browser > li > span')].map(textWithoutSmall);
  return [`# ${textOf(step.querySelector('.sb-where'))}:`, ...instructions.map(asComment)];
}

/** @param page with the steps; @param machine whose commands they are */
export function allCommands(page: Element, machine: string): string {
  const pieces = [asComment(`${textOf(page.querySelector('h1'))}: the commands for ${machine}, in their order.`)];
  let isElsewhere = false;
  for (const step of page.querySelectorAll<HTMLElement>('.sb-step[data-tick]')) {
    const told = elsewhere(step);
    if (told === undefined && step.dataset.on !== machine) {
      if (!isElsewhere) pieces.push(`# From here on, the page continues on ${step.dataset.on}.`);
      isElsewhere = true;
      continue;
    }
    isElsewhere = false;
    pieces.push((told ?? [...remarks(step), copiedText(step, true).trimEnd()]).join('\n'));
  }
  return `${pieces.join('\n\n')}\n`;
}

const notCopied = 'The browser did not allow it. Allow this page to use the clipboard, and press again.';

export function setUpCopyAll(box: Element, page: Element): void {
  for (const button of box.querySelectorAll<HTMLButtonElement>('button[data-machine]')) {
    const status = button.parentElement?.querySelector('[role="status"]');
    button.addEventListener('click', async () => {
      const text = allCommands(page, button.dataset.machine ?? '');
      const isCopied = await copyText(text);
      if (status) status.textContent = isCopied ? 'Copied.' : notCopied;
    });
  }
}
