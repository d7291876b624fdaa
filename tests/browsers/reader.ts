/** What a reader finds on a page, and does with it, in any browser. */
import { expect } from 'vitest';
import type { Hands, Key } from './hands.ts';

/** Something on the page that is seen. With several, the last one. */
export interface What {
  readonly css: string;
  /** Its name as it is announced: the label, or the text. */
  readonly name?: string;
  /** A part of its text, spaces as one. */
  readonly text?: string;
}

/** How long a busy machine may take for one step. */
const patience = { timeout: 60_000, interval: 50 };

const wordsFor = (what: What): string => [what.css, what.name, what.text].filter(Boolean).join(' ');

/** Runs in the page. */
function look(what: What, scroll: boolean) {
  const plain = (text: string | null | undefined): string => (text ?? '').replace(/\s+/g, ' ').trim();
  const nameOf = (element: Element): string =>
    plain(
      element.getAttribute('aria-label') ??
        (element as HTMLInputElement).labels?.[0]?.textContent ??
        element.textContent,
    );
  const found = [...document.querySelectorAll(what.css)].filter(
    (element) =>
      element.checkVisibility({ visibilityProperty: true }) &&
      (what.name === undefined || nameOf(element) === what.name) &&
      (what.text === undefined || plain(element.textContent).includes(what.text)),
  );
  const last = found.at(-1);
  if (last === undefined) return { count: 0, text: '', x: 0, y: 0, isFree: false, isFocused: false };
  if (scroll) last.scrollIntoView({ block: 'nearest' });
  const { left, top, width, height } = last.getBoundingClientRect();
  const [x, y] = [left + width / 2, top + height / 2];
  const at = document.elementFromPoint(x, y);
  return {
    count: found.length,
    text: plain(last.textContent),
    x,
    y,
    isFree: at !== null && (last.contains(at) || at.contains(last)),
    isFocused: last.contains(document.activeElement),
  };
}

export class Reader {
  readonly #hands: Hands;
  readonly #site: string;

  constructor(hands: Hands, site: string) {
    this.#hands = hands;
    this.#site = site;
  }

  get hands(): Hands {
    return this.#hands;
  }

  /** @param path on the site, without a slash before it */
  goTo(path: string): Promise<void> {
    return this.#hands.goTo(`${this.#site}${path}`);
  }

  /** Waits until it is there, and returns its text. */
  async sees(what: What): Promise<string> {
    await expect
      .poll(async () => (await this.#look(what)).count, { ...patience, message: `${wordsFor(what)} is seen` })
      .toBeGreaterThan(0);
    return (await this.#look(what)).text;
  }

  async seesNo(what: What): Promise<void> {
    await expect.poll(async () => (await this.#look(what)).count, { ...patience, message: wordsFor(what) }).toBe(0);
  }

  /** Waits until it is there and nothing lies on it, and clicks in its middle. */
  async clicks(what: What): Promise<void> {
    await expect
      .poll(async () => (await this.#look(what, true)).isFree, {
        ...patience,
        message: `${wordsFor(what)} can be clicked`,
      })
      .toBe(true);
    const { x, y } = await this.#look(what, true);
    await this.#hands.clickAt(x, y);
  }

  /** Waits until the focus is on it, or in it. */
  async isIn(what: What): Promise<void> {
    await expect
      .poll(async () => (await this.#look(what)).isFocused, {
        ...patience,
        message: `${wordsFor(what)} has the focus`,
      })
      .toBe(true);
  }

  press(...keys: readonly Key[]): Promise<void> {
    return this.#hands.press(...keys);
  }

  type(text: string): Promise<void> {
    return this.#hands.type(text);
  }

  /** Replaces all that stands in what has the focus. */
  async overwrites(text: string): Promise<void> {
    await this.#hands.press('Control', 'a');
    await this.#hands.type(text);
  }

  #look(what: What, scroll = false): Promise<ReturnType<typeof look>> {
    return this.#hands.ask(look, what, scroll);
  }
}
