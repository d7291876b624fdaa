/**
 * Which modules come in one file. The bundler makes a file for each set of parts that share a module: the console's first view would be 60 files, most
 * of them below a kibibyte, and a file costs a browser more than so little text. What the first visit to another page runs keeps its own files.
 */
import type { Plugin, Rolldown } from 'vite';

/** The parts that each first visit to the playground runs, in the order in which they are there. */
const parts = [
  ['console', /\/playground\/console\/Playground\.svelte$/],
  ['transcript', /\/playground\/console\/view\/Transcript\.svelte$/],
  ['sign-in', /\/playground\/console\/runtime\/open-session\.ts$/],
] as const;
const [, playground] = parts[0];
/** The door of a room reaches all of it, so the importers of a module do not tell what these need of it. This they do; */
const stanza =
  /\/playground\/stanza\/(?:parse|scan|scan-attributes|scope|references|characters|position|problem|qualified-name|content|describe|summary|first-element|jid|namespace-name|pair)\.ts$/;
/** and this they do not. */
const recipes = /\/playground\/session\/recipe\/(?:run|receive|connection|sandbox|websocket)\.ts$/;
/** Rooms whose modules do nothing when they load: who takes one thing from their door need not load the rest. */
const pure = /\/playground\/(?:stanza|session)\//;

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
  if (stanza.test(id)) return 'stanza';
  if (recipes.test(id)) return null;
  const importersOf = (one: string): readonly string[] => lookUp(one)?.importers ?? [];
  const direct = reachedFrom(id, importersOf);
  const name = parts.find(([, part]) => [...direct].some((one) => part.test(one)))?.[0];
  if (name === undefined) return null;
  const past = (ways: (one: string) => readonly string[]) => (one: string) => (playground.test(one) ? [] : ways(one));
  const begins = (ways: (one: string) => readonly string[]): boolean =>
    [...reachedFrom(id, past(ways))].some((one) => !playground.test(one) && isBeginning(one, lookUp));
  // Without the playground, is there still a way to it?
  if (!begins((one) => [...importersOf(one), ...(lookUp(one)?.dynamicImporters ?? [])])) return name;
  // What another page loads only once somebody does something there comes with its like. Its first visit must not grow.
  return begins(importersOf) ? null : `shared-${name}`;
}

/** What a page names: nobody imports it. */
function isBeginning(id: string, lookUp: LookUp): boolean {
  const { importers = [], dynamicImporters = [] } = lookUp(id) ?? {};
  return importers.length === 0 && dynamicImporters.length === 0;
}

/** For the scripts of the pages alone, not for those that write them. */
export function consoleScripts(): Plugin {
  return {
    name: 'stanzabox-console-scripts',
    transform: { filter: { id: pure }, handler: () => ({ moduleSideEffects: false }) },
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
