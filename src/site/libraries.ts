/** The libraries that the project is built with, read from their own package files. */
import { readFileSync } from 'node:fs';

export interface Library {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  readonly description: string;
  readonly homepage: string;
}

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
  /** How packages said it before npm settled on one word. */
  readonly licenses?: readonly { readonly type: string }[];
  readonly description?: string;
  readonly homepage?: string;
}

const read = (path: string) => JSON.parse(readFileSync(path, 'utf8'));

function describe(name: string): Library {
  const manifest: Manifest = read(`node_modules/${name}/package.json`);
  const licence = manifest.license ?? manifest.licenses?.map(({ type }) => type).join(' or ');
  if (licence === undefined) throw new Error(`${name} names no licence; look it up before the site ships it.`);
  return {
    name,
    version: manifest.version,
    licence,
    description: (manifest.description ?? '').replace(/\.$/, ''),
    homepage: manifest.homepage ?? `https://www.npmjs.com/package/${name}`,
  };
}

/** Libraries whose code or data is part of what the reader's browser gets or of the build, sorted by name. Run from the project's root. */
export function libraries(): readonly Library[] {
  const { dependencies } = read('package.json') as { dependencies: Record<string, string> };
  return Object.keys(dependencies).sort().map(describe);
}
