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
/** With the package in which it joins the names of classes. */
const svelte = /\/node_modules\/(?:svelte|clsx)\//;
/**
 * Modules of a few hundred bytes that other pages load too, each with this or that: a request for each of them would weigh as much as they do, and
 * those pages load them only when somebody does something there.
 */
const small = [
  ['cast', /\/playground\/(?:cast|session\/recipe\/account|sandbox\/bundle\/pinned)\.ts$/],
  ['words', /\/playground\/(?:stanza\/(?:format|tokens|escape)|session\/split-stream)\.ts$/],
] as const;
/** Components of the transcript alone, whose styles are in their scripts. */
const stylesItself = /\/console\/view\/VirtualList\.svelte$/;
/** Rooms whose modules do nothing when they load: who takes one thing from their door need not load the rest. */
const pure = /\/playground\/(?:stanza|session)\//;

type Neighbours = Pick<Rolldown.ModuleInfo, 'importers' | 'dynamicImporters' | 'importedIds'>;
export type LookUp = (id: string) => Neighbours | null;

/** All that is found from a module step by step, itself included. */
function reachedFrom(id: string, step: (id: string) => readonly string[]): readonly string[] {
  const found = new Set([id]);
  for (const one of found) for (const next of step(one)) found.add(next);
  return [...found];
}

/** The file in which a module comes; null where the bundler chooses. */
export function fileOf(id: string, lookUp: LookUp): string | null {
  // Astro writes the styles of a component into the page, and then lacks the file that other parts would load with the component.
  if (/\.svelte($|\?)/.test(id) && !stylesItself.test(id)) return null;
  if (svelte.test(id)) return 'svelte';
  const together = small.find(([, modules]) => modules.test(id))?.[0];
  if (together !== undefined) return together;
  if (stanza.test(id)) return 'stanza';
  if (recipes.test(id)) return null;
  const importers = (one: string): readonly string[] => lookUp(one)?.importers ?? [];
  const later = (one: string): readonly string[] => lookUp(one)?.dynamicImporters ?? [];
  const direct = reachedFrom(id, importers);
  const name = parts.find(([, part]) => direct.some((one) => part.test(one)))?.[0];
  if (name === undefined) return null;
  /** Whether a page runs it or may load it, without the playground. */
  const isElsewhere = (one: string): boolean =>
    reachedFrom(one, (each) => (playground.test(each) ? [] : [...importers(each), ...later(each)])).some(
      (each) => !playground.test(each) && importers(each).length === 0 && later(each).length === 0,
    );
  if (!isElsewhere(id)) return name;
  // What comes with the first visit to another page must not grow, nor what loads there without any of the console.
  const isLean = (root: string): boolean =>
    later(root).length === 0 ||
    !reachedFrom(root, (one) => lookUp(one)?.importedIds ?? []).some((one) => svelte.test(one));
  const roots = reachedFrom(id, (one) => (playground.test(one) ? [] : importers(one))).filter(
    (one) => importers(one).length === 0 && !parts.some(([, part]) => part.test(one)) && isElsewhere(one),
  );
  return roots.some(isLean) ? null : `shared-${name}`;
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
