/** Lines of code that are too long for their box: what does not fit must go on further in than the line begins. */
import type { Page } from '@playwright/test';

export interface WrappedLines {
  /** Lines that take more than one row. */
  readonly wrapped: number;
  /** The beginnings of those that go on at or before the place where they begin. */
  readonly back: readonly string[];
}

/** @param lines CSS selector of elements that hold one line each */
export function wrappedLines(page: Page, lines: string): Promise<WrappedLines> {
  return page.evaluate((selector) => {
    /** Where the text of a line is, a box for each row of it or part of a row; spaces at its beginning have no size. */
    const boxesOf = (line: Element): DOMRect[] => {
      const texts = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
      const boxes: DOMRect[] = [];
      for (let text = texts.nextNode(); text !== null; text = texts.nextNode()) {
        if ((text.textContent ?? '').trim() === '') continue;
        const range = document.createRange();
        range.selectNodeContents(text);
        boxes.push(...[...range.getClientRects()].filter(({ width, height }) => width > 0 && height > 0));
      }
      return boxes;
    };
    const found = [...document.querySelectorAll(selector)].flatMap((line) => {
      const boxes = boxesOf(line);
      const top = Math.min(...boxes.map((box) => box.top));
      const isFirst = (box: DOMRect): boolean => box.top < top + box.height / 2;
      const rest = boxes.filter((box) => !isFirst(box));
      if (rest.length === 0) return [];
      const begin = Math.min(...boxes.filter(isFirst).map((box) => box.left));
      const isBack = Math.min(...rest.map((box) => box.left)) <= begin + 1;
      return [{ text: (line.textContent ?? '').trim().slice(0, 60), isBack }];
    });
    return { wrapped: found.length, back: found.filter(({ isBack }) => isBack).map(({ text }) => text) };
  }, lines);
}
