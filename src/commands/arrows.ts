/**
 * Checks the arrows between rooms (.dependency-cruiser.mjs) in all that imports: TypeScript, Svelte, and Astro's components,
 * which dependency-cruiser cannot read. It is given a copy of the code in which each component is the script between its
 * fences and in its <script> elements; paths are the same, so are the rules.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, globSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './site.ts';

const rooms = ['src', 'playground', 'tests'];
const copy = join(root, '.cache', 'arrows');

/** The scripts of a component: `---` fences, then `<script>` elements. */
export function scriptsOf(component: string): string {
  const fenced = /^---\r?\n([\s\S]*?)\r?\n---/.exec(component)?.[1] ?? '';
  const scripts = [...component.matchAll(/<script(?![^>]*is:inline)[^>]*>([\s\S]*?)<\/script>/g)].map(
    ([, text]) => text,
  );
  return [fenced, ...scripts].join('\n');
}

function makeCopy(): void {
  rmSync(copy, { recursive: true, force: true });
  mkdirSync(copy, { recursive: true });
  for (const room of rooms) cpSync(join(root, room), join(copy, room), { recursive: true });
  for (const file of ['.dependency-cruiser.mjs', 'package.json', 'tsconfig.json'])
    cpSync(join(root, file), join(copy, file));
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  for (const path of globSync('**/*.astro', { cwd: copy })) {
    // Where "./Card.astro" is imported, the resolver tries it with the ending .ts as well.
    writeFileSync(join(copy, `${path}.ts`), scriptsOf(readFileSync(join(copy, path), 'utf8')));
    rmSync(join(copy, path));
  }
}

if (import.meta.main) {
  makeCopy();
  const { status } = spawnSync('depcruise', rooms, { cwd: copy, stdio: 'inherit' });
  rmSync(copy, { recursive: true, force: true });
  process.exitCode = status ?? 1;
}
