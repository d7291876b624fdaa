/** The tools that look at the code without running it, for `npm test` and `npm run check`. */

export interface Tool {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
}

export const tools = Object.freeze({
  lint: { name: 'lint (Biome)', command: ['biome', 'check', '.'] },
  arrows: { name: 'arrows between rooms (dependency-cruiser)', command: ['node', 'src/commands/arrows.ts'] },
  typescript: { name: 'types (TypeScript)', command: ['tsc', '--noEmit'] },
  astro: { name: 'types (Astro)', command: ['astro', 'check'] },
  svelte: { name: 'types (Svelte)', command: ['svelte-check', '--fail-on-warnings', '--threshold', 'warning'] },
} as const satisfies Record<string, Tool>);
