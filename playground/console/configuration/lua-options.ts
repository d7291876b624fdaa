/** Reads and changes options in the text of a Prosody configuration, which is Lua. Offsets stay: comments become spaces. */

/** The text with its comments blanked out, as long as before. Strings keep their dashes. */
export function withoutComments(config: string): string {
  const part = /--\[(=*)\[[\s\S]*?(?:\]\1\]|$)|--[^\n]*|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'/g;
  return config.replace(part, (found) => (found.startsWith('--') ? found.replace(/[^\n]/g, ' ') : found));
}

export interface Option {
  /** From 1. */
  readonly line: number;
  readonly start: number;
  readonly end: number;
  /** As it is written: `true`, `"internal_hashed"`; of a table only its first line. */
  readonly value: string;
}

/** All places where an option is set, in order. */
export function findOption(config: string, name: string): readonly Option[] {
  const text = withoutComments(config);
  const pattern = new RegExp(`^([ \\t]*${name}[ \\t]*=[ \\t]*)([^\\n;]*?)[ \\t]*;?[ \\t]*$`, 'gm');
  return [...text.matchAll(pattern)].map((match) => {
    const start = match.index + (match[1]?.length ?? 0);
    const value = match[2] ?? '';
    return { line: lineAt(config, start), start, end: start + value.length, value };
  });
}

/** The place that counts for a host: the last one below it, or the last one above all hosts, as Prosody reads them. */
export function optionFor(config: string, name: string, host: string): Option | undefined {
  const hosts = hostsIn(config);
  const ownerOf = ({ line }: Option): string | undefined => hosts.findLast((each) => each.line <= line)?.name;
  const places = findOption(config, name);
  return (
    places.findLast((place) => ownerOf(place)?.toLowerCase() === host) ??
    places.findLast((place) => ownerOf(place) === undefined)
  );
}

/** Sets an option everywhere it is set, or before the first host, where options count for all hosts. */
export function setOption(config: string, name: string, value: string, why = ''): string {
  const places = findOption(config, name);
  if (places.length === 0) {
    const comment = why === '' ? '' : ` -- ${why}`;
    return insertGlobal(config, `${name} = ${value}${comment}\n`);
  }
  return places.reduceRight((text, { start, end }) => text.slice(0, start) + value + text.slice(end), config);
}

/** A host of the configuration: `VirtualHost "example.com"` or `Component "conference.example.com" "muc"`. */
export interface Host {
  readonly kind: 'VirtualHost' | 'Component';
  readonly name: string;
  readonly module: string;
  readonly line: number;
}

export function hostsIn(config: string): readonly Host[] {
  const pattern =
    /^[ \t]*(VirtualHost|Component)[ \t]*\(?[ \t]*["']([^"'\n]*)["'][ \t]*\)?(?:[ \t]*\(?["']([^"'\n]*)["'])?/gm;
  return [...withoutComments(config).matchAll(pattern)].map((match) => ({
    kind: match[1] as Host['kind'],
    name: match[2] ?? '',
    module: match[3] ?? '',
    line: lineAt(config, match.index),
  }));
}

/** Where a module's name stands in a list such as modules_enabled; the whole entry with its separator. */
export function findListed(config: string, module: string): Option | undefined {
  const pattern = new RegExp(`["']${module}["'][ \\t]*[;,]?`);
  const match = pattern.exec(
    withoutComments(config).replace(/^[ \t]*(VirtualHost|Component).*$/gm, (line) => ' '.repeat(line.length)),
  );
  if (match === null) return undefined;
  return { line: lineAt(config, match.index), start: match.index, end: match.index + match[0].length, value: match[0] };
}

/** Turns a module on for all hosts, in the line of one that is on. */
export function withModule(config: string, module: string, beside: string): string {
  const at = findListed(config, beside)?.start;
  if (at !== undefined) return `${config.slice(0, at)}"${module}"; ${config.slice(at)}`;
  const list = /\bmodules_enabled\s*=\s*\{/.exec(withoutComments(config));
  if (list === null) return insertGlobal(config, `modules_enabled = { "${module}" }\n`);
  const inside = list.index + list[0].length;
  return `${config.slice(0, inside)} "${module}";${config.slice(inside)}`;
}

function insertGlobal(config: string, text: string): string {
  const at = /^[ \t]*(VirtualHost|Component)\b/m.exec(withoutComments(config))?.index ?? config.length;
  // Comments above a host belong to it.
  const before = config.slice(0, at).replace(/(?:[ \t]*--[^\n]*\n)+$/, '');
  const gap = before === '' || before.endsWith('\n') ? '' : '\n';
  return `${before}${gap}${text}${config.slice(before.length)}`;
}

export function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}
