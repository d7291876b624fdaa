/** Makes the check of a server as one file, which Node runs without anything else: for a computer that has no clone of the project. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Rolldown } from 'vite';

const entry = fileURLToPath(new URL('entry.ts', import.meta.url));

/**
 * The program's text: the same for the same sources, packages and address.
 * @param guides what the addresses of guides begin with: `https://example.org/` or `/`
 */
export async function makeCheckFile(guides: string): Promise<string> {
  const result = (await build({
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    define: { stanzaboxGuides: JSON.stringify(guides) },
    ssr: { noExternal: true, target: 'node' },
    build: {
      write: false,
      // Debian 13 has it.
      target: 'node20',
      ssr: entry,
      minify: false,
      rolldownOptions: { output: { format: 'es', codeSplitting: false }, experimental: { attachDebugInfo: 'none' } },
    },
  })) as Rolldown.RolldownOutput;
  const [program, ...others] = result.output;
  if (others.length > 0) throw new Error(`The check has become ${result.output.length} files.`);
  return `${headerOf(guides)}\n${program.code}\n${licencesOf(program.moduleIds)}`;
}

const headerOf = (guides: string): string => `#!/usr/bin/env node
// Checks an XMPP server from outside. Needs Node 20 or newer, and nothing else: node check.mjs example.com
// Made from src/check of Stanzabox. About it: ${guides}guides/any/check-from-a-terminal/
`;

/** The licences of the packages that are in it. */
function licencesOf(modules: readonly string[]): string {
  const folders = new Set(modules.map(packageFolder).filter((folder) => folder !== undefined));
  const texts = [...folders].sort().map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const file = readdirSync(folder).find((each) => /^licen[cs]e(\.|$)/i.test(each));
    const text = file === undefined ? withoutFile(name, license) : readFileSync(join(folder, file), 'utf8').trim();
    return `${name} ${version}\n\n${text}`;
  });
  return `/*\nThis file contains:\n\n${texts.join('\n\n---\n\n').replaceAll('*/', '* /')}\n*/\n`;
}

/** @throws when the package has another licence than that whose text everybody knows */
function withoutFile(name: string, licence: string): string {
  if (licence !== 'MIT')
    throw new Error(`${name} brings no text of its licence (${licence}). Add it to src/check/file/make.ts.`);
  return `MIT License\n\nCopyright (c) the authors of ${name}\n\n${mit}`;
}

const mit = `Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the "Software"),
to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense,
and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS
IN THE SOFTWARE.`;

/** The folder of the package that a module belongs to; undefined for our own. */
function packageFolder(module: string): string | undefined {
  const [, folder] = /^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(`${dirname(module)}/`) ?? [];
  return folder;
}
