/**
 * Which modules come in one file. The bundler makes a file for each set of parts that share a module: the console's first view would be 38 files, most
 * of them below a kibibyte, and a file costs a browser more than so little text. What other pages load too keeps its own files.
 */
import type { Plugin, Rolldown } from 'vite';

/** The parts that each first visit to the playground runs, in the order in which they are there. */
const parts = [
  ['console', /\/playground\/console\/Playground\.svelte$/],
  ['transcript', /\/playground\/console\/view\/Transcript\.svelte$/],
  ['sign-in', /\/playground\/console\/runtime\/open-session\.ts$/],
] as const;
const [, playground] = parts[0];

type Importers = Pick<Rolldown.ModuleInfo, 'importers' | 'dynamicImporters'>;
export type LookUp = (id: string) => Importers | null;

/** All from which a module is reached, itself included. */
function reachedFrom(id: string, importersOf: (id: string) => readonly string[]): ReadonlySet<string> {
  const found = new Set([id]);
  for (const one of found) for (const importer of importersOf(one)) found.add(importer);
  return found;
}

/** The file in which a module comes; null where the bundler chooses. */
export function fileOf(id: string, lookUp: LookUp): string | null {
  // Astro writes the styles of a component into the page, and then lacks the file that other parts would load with the component.
  if (/\.svelte($|\?)/.test(id)) return null;
  const direct = reachedFrom(id, (one) => lookUp(one)?.importers ?? []);
  const name = parts.find(([, part]) => [...direct].some((one) => part.test(one)))?.[0];
  if (name === undefined) return null;
  // Without the playground, is there still a way to it?
  const around = reachedFrom(id, (one) => {
    if (playground.test(one)) return [];
    const { importers = [], dynamicImporters = [] } = lookUp(one) ?? {};
    return [...importers, ...dynamicImporters];
  });
  const begins = [...around].filter((one) => !playground.test(one) && isBeginning(one, lookUp));
  return begins.length === 0 ? name : null;
}

function isBeginning(id: string, lookUp: LookUp): boolean {
  const { importers = [], dynamicImporters = [] } = lookUp(id) ?? {};
  return importers.length === 0 && dynamicImporters.length === 0;
}

/** For the scripts of the pages alone, not for those that write them. */
export function consoleScripts(): Plugin {
  return {
    name: 'stanzabox-console-scripts',
    configEnvironment: (name) =>
      name === 'client'
        ? {
            build: {
              rolldownOptions: {
                // A part's file may export what other parts need of it.
                preserveEntrySignatures: 'allow-extension',
                output: {
                  codeSplitting: {
                    includeDependenciesRecursively: false,
                    groups: [{ name: (id, context) => fileOf(id, (one) => context.getModuleInfo(one)) }],
                  },
                },
              },
            },
          }
        : undefined,
  };
}
