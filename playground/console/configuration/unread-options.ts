import type { UnreadOption, UnreadOptions } from '../../sandbox/types.ts';
import { findOption, hostsIn, type Option, withoutComments } from './lua-options.ts';
import type { Advice } from './types.ts';

/**
 * Options that nothing reads, in plain words: the name that was probably meant, or what would have to be on. Options that the
 * configuration itself uses further on, as variables, are no mistake.
 */
export async function adviceOnUnread({ found, names }: UnreadOptions, config: string): Promise<readonly Advice[]> {
  // Whoever has seen an explanation has it already.
  const { nearest } = await import('../../stanza/registry.ts');
  return found
    .map((option) => ({ option, places: placesOf(option, config) }))
    .sort((a, b) => (a.places[0]?.line ?? 0) - (b.places[0]?.line ?? 0))
    .flatMap(({ option, places }) => adviceOn(option, places, config, (name) => nearest(name, names)) ?? []);
}

function adviceOn(
  { section, name, modules }: UnreadOption,
  places: readonly Option[],
  config: string,
  nearestTo: (name: string) => string | undefined,
): Advice | null {
  const where = places.length === 0 ? '' : ` (line ${places.map(({ line }) => line).join(', ')})`;
  const below = section === '*' ? '' : ` below ${section}`;
  if (modules.length > 0) {
    const readers = modules.map((module) => `mod_${module}`).join(' or ');
    const missing = section === '*' ? 'which is not on' : `which is not on for ${section}`;
    return { plain: `${name}${where} has no effect${below}: only ${readers} reads it, ${missing}.` };
  }
  if (isUsed(name, config)) return null;
  const meant = nearestTo(name);
  if (meant === undefined) {
    return {
      plain: `${name}${where} has no effect: Prosody knows no such option. Only a module from elsewhere could read it.`,
    };
  }
  const plain = `${name}${where} has no effect: Prosody knows no such option. Did you mean ${meant}?`;
  if (places.length === 0) return { plain };
  return { plain, fix: { label: `Write ${meant}`, config: renamed(config, places, name, meant) } };
}

/** Where an option is set below its host; all places, when none is found there. */
function placesOf({ section, name }: UnreadOption, config: string): readonly Option[] {
  const hosts = hostsIn(config);
  const places = findOption(config, name);
  const own = places.filter(({ line }) => (hosts.findLast((host) => host.line <= line)?.name ?? '*') === section);
  return own.length > 0 ? own : places;
}

/** Whether the configuration uses a name for more than to set it. */
function isUsed(name: string, config: string): boolean {
  const code = withoutComments(config).replace(/"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'/g, '""');
  return [...code.matchAll(new RegExp(`\\b${name}\\b(?!\\s*=[^=])`, 'g'))].length > 0;
}

function renamed(config: string, places: readonly Option[], name: string, to: string): string {
  return places.reduceRight((text, { start }) => {
    const at = text.lastIndexOf(name, start - 1);
    return text.slice(0, at) + to + text.slice(at + name.length);
  }, config);
}
