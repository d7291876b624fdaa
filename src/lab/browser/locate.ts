/**
 * Finds the control that an instruction means, as a reader would: by its role and name, or, where the page gives it no
 * name, by the visible text beside it.
 */
import type { Page as BrowserPage, Locator } from 'playwright-core';
import type { ClickRole } from '../../lesson/index.ts';
import { until } from '../process.ts';

export type Wanted =
  | { readonly kind: 'click'; readonly role?: ClickRole }
  | { readonly kind: 'field' }
  | { readonly kind: 'box' }
  | { readonly kind: 'select' }
  | { readonly kind: 'file' }
  | { readonly kind: 'text' };

/** Web pages answer slowly while a server starts. */
const locateTimeout = 20_000;

const clickRoles: readonly ClickRole[] = ['button', 'link', 'tab', 'menuitem', 'radio', 'checkbox'];

/** Text for use in an XPath expression, which has no escapes in its strings. */
function quoted(text: string): string {
  if (!text.includes('"')) return `"${text}"`;
  return `concat(${text
    .split('"')
    .map((part) => `"${part}"`)
    .join(`, '"', `)})`;
}

/** The nearest control of a kind after or before the visible text, inside the smallest part of the page that holds both. */
function beside(page: BrowserPage, label: string, control: string): Locator[] {
  const text = quoted(label.replace(/:$/, ''));
  const says = `normalize-space(translate(., ":*", "")) = ${text} or normalize-space(translate(text(), ":*", "")) = ${text}`;
  const element = `//*[not(self::script or self::style or self::option)][${says}]`;
  const near = `${element}/ancestor-or-self::*[.//${control}][1]//${control}`;
  return [
    page.locator(`xpath=${element}/following-sibling::*[1]/descendant-or-self::${control}`),
    page.locator(`xpath=${near}`),
  ];
}

const fieldControl =
  '*[self::textarea or self::input[not(@type="hidden" or @type="checkbox" or @type="radio" or @type="submit" or @type="button" or @type="file")]]';
const boxControl = '*[self::input[@type="checkbox" or @type="radio"]]';

/** Ways to find it, the surest first. */
function ways(page: BrowserPage, wanted: Wanted, label: string): Locator[] {
  const named = { name: label, exact: true } as const;
  switch (wanted.kind) {
    case 'click': {
      const roles = wanted.role ? [wanted.role] : clickRoles;
      const byRole = roles.map((role) => page.getByRole(role, named));
      if (wanted.role === 'radio' || wanted.role === 'checkbox') return [...byRole, ...beside(page, label, boxControl)];
      if (wanted.role) return [...byRole, ...roles.map((role) => page.getByRole(role, { name: label }))];
      return [...byRole, page.getByText(label, { exact: true }), page.getByTitle(label, { exact: true })];
    }
    case 'field':
      return [
        page.getByRole('textbox', named),
        page.getByLabel(label, { exact: true }),
        page.getByLabel(`${label}:`, { exact: true }),
        page.getByPlaceholder(label, { exact: true }),
        ...beside(page, label, fieldControl),
      ];
    case 'box':
      return [
        page.getByRole('checkbox', named),
        page.getByRole('radio', named),
        page.getByRole('switch', named),
        ...beside(page, label, boxControl),
      ];
    case 'select':
      return [
        page.getByRole('combobox', named),
        page.getByRole('listbox', named),
        page.getByRole('radiogroup', named),
        page.getByRole('group', named),
        page.getByLabel(`${label}:`, { exact: true }),
        ...beside(page, label, 'select'),
      ];
    case 'file':
      return [page.getByLabel(label, { exact: true }), ...beside(page, label, 'input[@type="file"]')];
    case 'text':
      // A heading first: a menu beside it often says the same, and it is the heading that tells where one is.
      return [
        page.getByRole('heading', named),
        page.getByText(label, { exact: true }),
        page.getByText(label),
        page.getByRole('heading', { name: label }),
        page.locator(`[value=${JSON.stringify(label)}]`),
      ];
    default:
      return wanted satisfies never;
  }
}

/** A page that reloads while it is looked at has no such control for a moment. */
async function visible(locator: Locator, evenHidden: boolean): Promise<Locator[]> {
  const shown: Locator[] = [];
  for (const one of await locator.all().catch(() => [])) {
    if (evenHidden || (await one.isVisible().catch(() => false))) shown.push(one);
  }
  return shown;
}

/** The nth of those that were found; for fields also the ones after the last of them, which have no name of their own. */
async function nthOf(found: readonly Locator[], nth: number, wanted: Wanted): Promise<Locator | undefined> {
  const last = found.at(-1);
  if (last === undefined || found.length >= nth || wanted.kind !== 'field') return found[nth - 1];
  const after = await visible(last.locator(`xpath=following::${fieldControl}`), false);
  return after[nth - found.length - 1];
}

export interface Which {
  /** Counting from 1, among those of that name; the first when absent. */
  readonly nth?: number | undefined;
  /** Milliseconds. */
  readonly timeout?: number;
}

/**
 * Waits until the control is there.
 * @throws Error that says what was looked for, when it does not come
 */
export function locate(page: BrowserPage, wanted: Wanted, label: string, which: Which = {}): Promise<Locator> {
  const { nth = 1, timeout = locateTimeout } = which;
  const names: Readonly<Record<Wanted['kind'], string>> = {
    click: 'Nothing to click that is called',
    field: 'No field that is called',
    box: 'No box that is called',
    select: 'No list that is called',
    file: 'No field for files that is called',
    text: 'Nothing that reads',
  };
  const role = wanted.kind === 'click' && wanted.role ? `No ${wanted.role} that is called` : names[wanted.kind];
  const times = nth === 1 ? '' : ` ${nth} times`;
  return until(`${role} "${label}" is on the page${times}`, timeout, async () => {
    for (const way of ways(page, wanted, label)) {
      const found = await nthOf(await visible(way, wanted.kind === 'file'), nth, wanted);
      if (found) return found;
    }
    return undefined;
  });
}
