/**
 * The scripts of the console, so that a visit fetches few, all at once.
 *
 * Left alone the bundler writes a script for each set of modules that some later part shares: thirty to fetch, found four after each other,
 * each compressed without what the others have. Here what the console needs at once, and no other page does, is one script; and the page
 * names all that it will ask for, so that nothing waits until something else has been read.
 */
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import type { OutputBundle, OutputChunk } from 'rolldown';
import type { Plugin } from 'vite';
import { rewritePages } from '../built-pages.ts';
import { comesWith } from './graph.ts';

/** Styles stay where they are: Astro moves them to the page, which takes their file from under those who name it. */
const style = /[?&]type=style\b|\.css\b/;
const view = /\/playground\/console\/Playground\.svelte$/;

/** The scripts that come before a chunk can run, itself among them, as paths in the built site. */
export function scriptsOf(chunk: OutputChunk, bundle: OutputBundle): readonly string[] {
  const seen = new Set([chunk.fileName]);
  for (const path of seen) {
    const each = bundle[path];
    if (each?.type === 'chunk') for (const imported of each.imports) seen.add(imported);
  }
  return [...seen];
}

/** @param scripts paths in the site, below `base` */
export function withScriptsAhead(html: string, scripts: readonly string[], base: string): string {
  const [island] = scripts;
  if (island === undefined || !html.includes(`component-url="${base}${island}"`)) return html;
  const links = scripts.map((path) => `<link rel="modulepreload" href="${base}${path}">`).join('');
  return html.replace('</head>', () => `${links}</head>`);
}

function plugin(found: (scripts: readonly string[]) => void): Plugin {
  return {
    name: 'stanzabox-first-scripts',
    configEnvironment: (name) =>
      name === 'client'
        ? {
            build: {
              rolldownOptions: {
                // A part of the site that starts by itself may hand on more than it is asked for: what others share with it.
                preserveEntrySignatures: 'allow-extension',
                output: {
                  codeSplitting: {
                    groups: [
                      {
                        name: (id, graph) =>
                          !style.test(id) && comesWith(view, id, (each) => graph.getModuleInfo(each))
                            ? 'console'
                            : null,
                      },
                    ],
                    // What other pages need too stays apart, or they would fetch all of the console.
                    includeDependenciesRecursively: false,
                  },
                },
              },
            },
          }
        : undefined,
    // Not before: scripts that hold styles only are taken out while the bundle is made.
    writeBundle(_, bundle) {
      for (const chunk of Object.values(bundle))
        if (chunk.type === 'chunk' && chunk.isEntry && view.test(chunk.facadeModuleId ?? ''))
          if (this.environment.name === 'client') found(scriptsOf(chunk, bundle));
    },
  };
}

/** @param base the site's path, with slashes at both ends */
export function firstScripts(base: string): AstroIntegration {
  let scripts: readonly string[] = [];
  return {
    name: 'stanzabox-first-scripts',
    hooks: {
      'astro:config:setup': ({ updateConfig }) => {
        updateConfig({
          vite: {
            plugins: [
              plugin((found) => {
                scripts = found;
              }),
            ],
          },
        });
      },
      'astro:build:done': ({ dir }) => {
        rewritePages(fileURLToPath(dir), (html) => withScriptsAhead(html, scripts, base));
      },
    },
  };
}
