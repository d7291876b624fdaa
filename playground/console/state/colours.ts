/** The accounts' colours, as CSS; each reads on the page in both themes. A name is always beside the colour. */
const colours = Object.freeze([
  'var(--sb-info)',
  'var(--sb-plum)',
  'var(--sb-warn)',
  'light-dark(#0c6670, #6fd0d9)',
  'light-dark(#97296b, #f2a0cf)',
  'var(--sb-good)',
]);

export function colourOf(index: number): string {
  return colours[index % colours.length] as string;
}

export const colourCount = colours.length;
