/** What goes out of a link or a report: the secrets in its stanzas and in its configuration. */
import { type Removed, redact } from '../../stanza/index.ts';
import type { LineChange } from '../configuration/line-changes.ts';
import { listed } from './listed.ts';
import type { Shared, SharedScene } from './types.ts';

/** A secret that was left out, and where it was. */
export interface LeftOut extends Removed {
  /** `stanza 2`, `reply 1`, `the configuration of montague.example`; absent where there is only one text. */
  readonly where?: string;
}

export interface Cleaned {
  readonly shared: Shared;
  readonly leftOut: readonly LeftOut[];
  readonly unchecked: readonly string[];
}

export function withoutSecrets(given: Shared): Cleaned {
  const leftOut: LeftOut[] = [];
  const unchecked: string[] = [];
  const cleanTexts = <T extends { readonly xml: string }>(list: readonly T[], name: string): T[] =>
    list.map((one, index) => {
      const where = list.length === 1 && name === 'stanza' ? {} : { where: `${name} ${index + 1}` };
      const redaction = redact(one.xml);
      if (!redaction.ok) {
        unchecked.push(redaction.plain);
        return one;
      }
      leftOut.push(...redaction.removed.map((removed) => ({ ...removed, ...where })));
      return { ...one, xml: redaction.xml };
    });
  const stanzas = cleanTexts(given.stanzas, 'stanza');
  const replies = given.replies && cleanTexts(given.replies, 'reply');
  const clean = given.scene && cleanConfigurations(given.scene.changes);
  leftOut.push(...(clean?.leftOut ?? []));
  const scene = given.scene && clean && { ...given.scene, changes: clean.changes };
  const shared = { ...given, stanzas, ...(replies && { replies }), ...(scene && { scene }) };
  return { shared, leftOut, unchecked };
}

export function cleanConfigurations(configurations: SharedScene['changes']): {
  readonly changes: SharedScene['changes'];
  readonly leftOut: readonly LeftOut[];
} {
  const leftOut: LeftOut[] = [];
  const changes = Object.entries(configurations).map(([server, list]) => [server, cleanChanges(list, server, leftOut)]);
  return { changes: Object.fromEntries(changes), leftOut };
}

function cleanChanges(changes: readonly LineChange[], server: string, leftOut: LeftOut[]): LineChange[] {
  let grown = 0;
  return changes.map((change) => {
    const first = change.at + grown + 1;
    grown += change.come.length - change.gone.length;
    if (change.come.length === 0) return change;
    const { text, lines } = withoutSecretSettings(change.come.join('\n'));
    const where = `the configuration of ${server}`;
    leftOut.push(...lines.map((line) => ({ what: 'password', line: first + line - 1, where })));
    return { ...change, come: text.split('\n') };
  });
}

/**
 * Prosody's configuration (Lua) without what opens something: `component_secret = "x"`, `sql = { password = "x" }`. A string stays a string.
 * @returns also the lines where something was, from 1
 */
export function withoutSecretSettings(config: string): { readonly text: string; readonly lines: readonly number[] } {
  const lines: number[] = [];
  const text = config.replace(
    setting,
    (written, before: string, name: string, between: string, value: string, at: number) => {
      if (/^(["'])\{password\}\1$/.test(value) || /^(?:true|false|nil)$/.test(value)) return written;
      // How a password is kept, and for how long, is no password.
      if (/_(?:hash|policy|type|ttl|expiry|lifetime|length|file|url)$/i.test(name)) return written;
      lines.push(config.slice(0, at + before.length).split('\n').length);
      return `${before}${name}${between}"{password}"`;
    },
  );
  return { text, lines };
}

const setting =
  /((?:^|[\s{;,[])["']?)(\w*(?:password|passphrase|secret|token|api_key)\w*)(["']?\]?\s*=\s*)("(?:[^"\\]|\\.)*"?|'(?:[^'\\]|\\.)*'?|\[\[[\s\S]*?(?:\]\]|$)|[\w.]+)/gi;

/** `1 password left out (line 3).`, or `2 passwords and 1 token left out (stanza 1, line 3; stanza 2, line 5).` */
export function leftOutWords(leftOut: readonly LeftOut[]): string {
  if (leftOut.length === 0) return '';
  const counts = new Map<string, number>();
  for (const { what } of leftOut) counts.set(what, (counts.get(what) ?? 0) + 1);
  const things = [...counts].map(([what, count]) => `${count} ${count === 1 ? what : plural(what)}`);
  const places = [...new Set(leftOut.map(({ where, line }) => (where ? `${where}, line ${line}` : `line ${line}`)))];
  return `${listed(things)} left out (${places.join(places.some((place) => place.includes(',')) ? '; ' : ', ')}).`;
}

function plural(what: string): string {
  return what.startsWith('proof ') ? what.replace('proof', 'proofs') : `${what}s`;
}
