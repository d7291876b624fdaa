/** The site's colours as numbers, for what cannot use CSS variables: themes of code. They are written in `styles/tokens.css` alone. */
import { readFileSync } from 'node:fs';

export interface Colour {
  readonly light: string;
  readonly dark: string;
}

const css = readFileSync('src/site/styles/tokens.css', 'utf8');

/**
 * `{ light: '#00684a', dark: '#6ad3a6' }` of `accent`.
 * @throws Error when tokens.css has no such colour
 */
export function colourOf(name: string): Colour {
  const value = new RegExp(`--sb-${name}: ([^;]+);`).exec(css)?.[1] ?? '';
  const [, other] = /^var\(--sb-([\w-]+)\)$/.exec(value) ?? [];
  if (other !== undefined) return colourOf(other);
  const [, light, dark] = /^light-dark\((#[\da-f]{6}), (#[\da-f]{6})\)$/.exec(value) ?? [];
  if (light === undefined || dark === undefined)
    throw new Error(`src/site/styles/tokens.css has no colour --sb-${name} of the form light-dark(#rrggbb, #rrggbb).`);
  return { light, dark };
}
