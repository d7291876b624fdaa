/**
 * Makes the two font files beside this script: `node src/site/fonts/make.ts`.
 * The originals (Atkinson Hyperlegible, OFL 1.1) carry weights and scripts that no page here uses; a first visit
 * should not pay for them. What is left out falls back to the reader's system font. Run it again when `characters` grows.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
// @ts-expect-error The package ships no types.
import subsetFont from 'subset-font';

const ascii = String.fromCharCode(...Array.from({ length: 0x7f - 0x20 }, (_, index) => 0x20 + index));
/** Quotes, dashes, arrows and the signs that pages use. */
const characters = `${ascii}\u00a0©·×–‘’“”…→←`;

interface Font {
  readonly source: string;
  readonly target: string;
  readonly axes?: Record<string, { min: number; max: number }>;
}

const fonts: readonly Font[] = [
  {
    source: '@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-wght-normal.woff2',
    target: 'sans.woff2',
    axes: { wght: { min: 400, max: 700 } },
  },
  {
    source: '@fontsource/atkinson-hyperlegible-mono/files/atkinson-hyperlegible-mono-latin-400-normal.woff2',
    target: 'mono.woff2',
  },
];

const require = createRequire(import.meta.url);
for (const { source, target, axes } of fonts) {
  const subset = await subsetFont(readFileSync(require.resolve(source)), characters, {
    targetFormat: 'woff2',
    ...(axes && { variationAxes: axes }),
  });
  writeFileSync(new URL(target, import.meta.url), subset);
  console.log(`${target}: ${subset.length} bytes`);
}
