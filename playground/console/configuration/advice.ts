import type { LogLine } from '../../sandbox/types.ts';
import { adviceOnBrackets } from './brackets.ts';
import {
  findListed,
  findOption,
  hostsIn,
  lineAt,
  optionFor,
  setOption,
  withModule,
  withoutComments,
} from './lua-options.ts';
import type { Advice, SignIn } from './types.ts';

/** What a configuration has to have so that the accounts of this tab can sign in. */
export interface Tab {
  /** Domains of the accounts at this server. */
  readonly hosts: readonly string[];
  readonly pretendTls: boolean;
}

const here = 'there is no TLS inside a browser tab';

/** Quotation marks that word processors and chat programs make of straight ones. */
const curved = /[\u2018\u2019\u201A\u201B\u201C\u201D\u201E\u201F\u00AB\u00BB]/g;

/** Why Prosody did not start with this configuration, where the text shows it. */
export function adviceOnFailure(config: string, plain: string | undefined): readonly Advice[] {
  const advice: Advice[] = plain === undefined ? [] : [{ plain: `The server did not start: ${plain}.` }];
  const code = withoutComments(config);
  const first = new RegExp(curved.source).exec(code);
  if (first === null) return [...advice, ...adviceOnBrackets(config)];
  const lines = new Set([...code.matchAll(curved)].map(({ index }) => lineAt(config, index)));
  const where =
    lines.size === 1
      ? `Line ${[...lines][0]} has`
      : `Lines ${[...lines].slice(0, 5).join(', ')}${lines.size > 5 ? ' and more' : ''} have`;
  return [
    ...advice,
    {
      plain: `${where} typographic quotation marks (${first[0]}). Lua knows only straight ones: " or '.`,
      fix: { label: 'Make them straight', config: straightened(config, code) },
    },
  ];
}

/** Why accounts could not sign in after a restart. */
export function adviceOnSignIns(config: string, signIns: readonly SignIn[], tab: Tab): readonly Advice[] {
  const failed = signIns.filter((each) => !each.ok);
  if (failed.length === 0) return [];
  const missing = missingHosts(config, tab);
  if (missing.length > 0) return [missingHost(config, missing)];
  const encryption = encryptionAdvice(config, tab);
  if (encryption !== null) return [encryption];
  if (findListed(config, 'saslauth') === undefined) {
    return [{ plain: '"saslauth" is not in modules_enabled, so the server offers no way to sign in. Add it there.' }];
  }
  return [];
}

/** What keeps the accounts of this tab out of a server with this configuration, and one change that lets them in. Null when nothing does. */
export function adviceForTab(config: string, tab: Tab): Advice | null {
  const reasons: string[] = [];
  let changed = config;
  const missing = missingHosts(config, tab);
  if (missing.length > 0) {
    reasons.push(`${quoted(missing)} ${missing.length === 1 ? 'is not one of its hosts' : 'are not among its hosts'}`);
    changed = withHosts(changed, missing);
  }
  if (tab.pretendTls && isShutOut(config, tab)) {
    reasons.push(withoutTls);
    changed = withModule(changed, 'tls', 'saslauth');
  } else if (encryptionAdvice(config, tab) !== null) {
    reasons.push(`it requires encryption, and ${here}`);
    changed = setOption(changed, 'c2s_require_encryption', 'false', here);
  }
  if (reasons.length === 0) return null;
  return {
    plain: `No account of this tab can sign in with this configuration: ${reasons.join('; ')}.`,
    fix: { label: 'Make it run in this tab', config: changed },
  };
}

/** Components for programs of their own (XEP-0114) that no program can connect as, because there is no secret. */
export function adviceOnComponents(config: string): readonly Advice[] {
  const lines = config.split('\n');
  const hosts = hostsIn(config);
  return hosts.flatMap(({ kind, name, module, line }, at) => {
    if (kind !== 'Component' || module !== '') return [];
    const end = (hosts[at + 1]?.line ?? lines.length + 1) - 1;
    const [secret] = findOption(lines.slice(line, end).join('\n'), 'component_secret');
    if (secret !== undefined && /^["']/.test(secret.value)) return [];
    const fixed = [...lines];
    const set = '\tcomponent_secret = "change me"';
    if (secret === undefined) fixed.splice(line, 0, set);
    else fixed[line + secret.line - 1] = set;
    const why =
      secret === undefined
        ? 'has no component_secret'
        : `has a component_secret without quotation marks, which Lua takes for the name of something else (line ${line + secret.line})`;
    return [
      {
        plain: `Component "${name}" in line ${line} names no module and ${why}, so no program can connect as it.`,
        fix: { label: 'Give it a secret', config: fixed.join('\n') },
      },
    ];
  });
}

/** What the log of a start says, with the stack trace apart and each message once. */
export interface Finding {
  readonly level: LogLine['level'];
  readonly source: string;
  /** Without the host, where that can be taken out. */
  readonly text: string;
  readonly trace: string;
  /** Hosts that it concerns, in their order; empty when it names none. */
  readonly hosts: readonly string[];
  readonly advice?: Advice;
}

export function findingsOf(problems: readonly LogLine[], config: string): readonly Finding[] {
  const found = new Map<string, Finding>();
  for (const { level, source, text } of problems) {
    const [head = '', ...rest] = text.split(/\n\s*(?=stack traceback:)/);
    const on = / on '([^']+)'/.exec(head);
    const said = on === null ? head : head.replace(on[0], '');
    const key = `${level} ${said}`;
    const known = found.get(key);
    const hosts = on?.[1] === undefined ? [] : [on[1]];
    if (known !== undefined) found.set(key, { ...known, hosts: [...new Set([...known.hosts, ...hosts])] });
    else {
      const advice = moduleAdvice(said, config);
      found.set(key, { level, source, text: said.trim(), trace: rest.join('\n'), hosts, ...(advice && { advice }) });
    }
  }
  return [...found.values()];
}

/** Modules that are a host of their own, and the name that such a host usually has. */
const components: Readonly<Record<string, string>> = { muc: 'conference', pubsub: 'pubsub', proxy65: 'proxy' };

function moduleAdvice(said: string, config: string): Advice | null {
  const asComponent =
    /module '([a-z0-9_]+)'.*(?:loaded as a component|cannot be loaded on a user host|as a component)/is.exec(said)?.[1];
  if (asComponent === undefined) return null;
  const host = hostsIn(config).find(({ kind }) => kind === 'VirtualHost')?.name ?? 'example.com';
  const line = `Component "${components[asComponent] ?? asComponent}.${host}" "${asComponent}"`;
  const listed = findListed(config, asComponent);
  const plain = `mod_${asComponent} is not a module of a host; it is a host of its own: ${line}`;
  if (listed === undefined) return { plain };
  const without = config.slice(0, listed.start) + config.slice(listed.end);
  const has = hostsIn(config).some(({ module }) => module === asComponent);
  return {
    plain: `${plain}. Line ${listed.line} turns it on as a module of a host.`,
    fix: {
      label: has ? 'Take it out of the list' : 'Make it a host of its own',
      config: has ? without : `${without.replace(/\n*$/, '\n')}\n${line}\n`,
    },
  };
}

function missingHosts(config: string, { hosts }: Tab): readonly string[] {
  const present = new Set(hostsIn(config).map(({ name }) => name.toLowerCase()));
  return hosts.filter((host) => !present.has(host));
}

function missingHost(config: string, missing: readonly string[]): Advice {
  return {
    plain: `The configuration has no VirtualHost ${quoted(missing)}, so nobody there can sign in.`,
    fix: { label: 'Add it', config: withHosts(config, missing) },
  };
}

function withHosts(config: string, missing: readonly string[]): string {
  return `${config.replace(/\n*$/, '\n')}\n${missing.map((host) => `VirtualHost "${host}"\n`).join('')}`;
}

const withoutTls = 'it requires encryption, and "tls" is not in modules_enabled, so STARTTLS is not offered';

/** Prosody requires encryption unless the configuration says otherwise. */
const encryptionOf = (config: string, { hosts }: Tab) =>
  hosts.map((host) => optionFor(config, 'c2s_require_encryption', host));

/** Encryption is required, and the module that would offer it is not on: pretending does not help. */
function isShutOut(config: string, tab: Tab): boolean {
  return encryptionOf(config, tab).some((place) => place?.value !== 'false') && findListed(config, 'tls') === undefined;
}

function encryptionAdvice(config: string, tab: Tab): Advice | null {
  const places = encryptionOf(config, tab);
  const isOff = isShutOut(config, tab);
  if (tab.pretendTls && isOff) {
    return {
      plain: `Nobody can sign in: ${withoutTls}.`,
      fix: { label: 'Add "tls"', config: withModule(config, 'tls', 'saslauth') },
    };
  }
  if (tab.pretendTls || places.every((place) => place?.value === 'false')) return null;
  const on = places.find((place) => place !== undefined && place.value !== 'false');
  const where = on === undefined ? 'it is not set, and Prosody then requires it' : `line ${on.line} has it on`;
  return {
    plain: `c2s_require_encryption keeps everybody out: ${where}, and ${here}. Change it, or ${isOff ? 'add "tls" to modules_enabled and turn on' : 'turn on'} “Pretend TLS” above.`,
    fix: {
      label: 'Set c2s_require_encryption = false',
      config: setOption(config, 'c2s_require_encryption', 'false', here),
    },
  };
}

function straightened(config: string, code: string): string {
  return [...config.matchAll(curved)].reduceRight((text, { index, 0: mark }) => {
    // In a comment it is harmless, and may be meant.
    if (code[index] === ' ') return text;
    const straight = /[\u2018\u2019\u201A\u201B]/.test(mark) ? "'" : '"';
    return text.slice(0, index) + straight + text.slice(index + 1);
  }, config);
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(' and ');
}
