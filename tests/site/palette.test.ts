/** Contrast by WCAG 2.2, "relative luminance" and "contrast ratio". */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync('src/site/styles/tokens.css', 'utf8');
const colours = new Map(
  [...css.matchAll(/--sb-([\w-]+): light-dark\((#[\da-f]{6}), (#[\da-f]{6})\);/g)].map(
    ([, name = '', light = '', dark = '']) => [name, { light, dark }],
  ),
);

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

const texts = ['ink', 'text', 'faint', 'accent', 'good', 'warn', 'bad', 'info', 'plum'];
const grounds = ['paper', 'raised', 'sunken'];
const pairs = [
  ...texts.flatMap((text) => grounds.map((ground) => [text, ground] as const)),
  ['on-accent', 'accent'] as const,
  ['accent', 'accent-soft'] as const,
  ['warn', 'warn-soft'] as const,
  ['bad', 'bad-soft'] as const,
  ['info', 'info-soft'] as const,
  ['plum', 'plum-soft'] as const,
];

describe('the palette', () => {
  it.each(pairs)('%s can be read on %s, in both themes', (text, ground) => {
    for (const theme of ['light', 'dark'] as const) {
      const [front, back] = [colours.get(text)?.[theme], colours.get(ground)?.[theme]];
      if (front === undefined || back === undefined)
        throw new Error(`${text} or ${ground} is no colour of the palette.`);
      expect(contrast(front, back), `${theme}: ${front} on ${back}`).toBeGreaterThanOrEqual(4.5);
    }
  });
});
