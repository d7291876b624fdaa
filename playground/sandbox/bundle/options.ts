import type { Files } from '../bundle-format.ts';

/** A module's folder or file below `plugins/`; room code that several files share counts as its module. */
function moduleOf(path: string): string {
  const part = /^plugins\/(?:mod_)?([a-z0-9_]+)/.exec(path)?.[1];
  return part ?? '';
}

/** `module:get_option_string("welcome_message")`, `config.get("*", "log")`; the tail of a name may be all that is written. */
const reads =
  /(?:get_option(?:_\w+)?\s*\(|\b(?:config|configmanager)\.(?:raw)?get\([^,()]+,|\bset\(config_table,[^,]+,)\s*(module\.name\s*\.\.\s*)?(["'])([a-z0-9_]+)\2(?!\s*\.\.)/g;

/** A service with ports of its own (core/portmanager.lua); without a name it has the module's. */
const services = /provides\(\s*"net",\s*\{([\s\S]*?)\n\}\)/g;
const ofServices = ['interfaces', 'interface', 'ports', 'ssl', 'certificate', 'host'];

/**
 * All options of the configuration that Prosody's source reads, with the modules that do. An option that something outside of
 * modules reads has none. Names that are only put together while Prosody runs (those of tasks, `…_period`) are not in it.
 * @param source the source tree: paths (`plugins/mod_ping.lua`) to contents
 */
export function optionsIn(source: Files): ReadonlyMap<string, readonly string[]> {
  const readers = new Map<string, Set<string>>();
  const add = (name: string, module: string) => {
    const known = readers.get(name);
    if (known) known.add(module);
    else readers.set(name, new Set([module]));
  };
  for (const [path, content] of source) {
    if (!path.endsWith('.lua')) continue;
    const text = new TextDecoder().decode(content);
    const module = moduleOf(path);
    for (const [, ofModule, , name = ''] of text.matchAll(reads)) add(ofModule ? `${module}_${name}` : name, module);
    for (const [, service = ''] of text.matchAll(services)) {
      const named = /\bname = "(\w+)"/.exec(service)?.[1] ?? module;
      const prefix = /\bconfig_prefix = "(\w*)"/.exec(service)?.[1] ?? named;
      // Of ports there is one setting for all hosts, whichever module has them.
      for (const suffix of ofServices) add(prefix === '' ? suffix : `${prefix}_${suffix}`, '');
    }
    // Options that are gone have words of their own in Prosody's check.
    if (path === 'util/prosodyctl/check.lua') for (const name of namesInCheck(text)) add(name, '');
  }
  const sorted = [...readers].sort(([a], [b]) => (a < b ? -1 : 1));
  return new Map(sorted.map(([name, modules]) => [name, modules.has('') ? [] : [...modules].sort()]));
}

function namesInCheck(text: string): string[] {
  const tables = /local obsolete = [\s\S]*?local config = /.exec(text)?.[0] ?? '';
  return [...tables.matchAll(/^\t+"([a-z0-9_]+)",?$|^\t+([a-z0-9_]+) = /gm)].map(([, word, key]) => word ?? key ?? '');
}

/** The same as a module of Lua: a table of names to the modules that read them, separated by spaces. */
export function optionsAsLua(options: ReadonlyMap<string, readonly string[]>): Uint8Array {
  const lines = [...options].map(([name, modules]) => `["${name}"]="${modules.join(' ')}";\n`);
  return new TextEncoder().encode(`return {\n${lines.join('')}}\n`);
}
