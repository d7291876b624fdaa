/** What was found as text to give to somebody: Markdown or JSON, without passwords, and without addresses where that is wished. */
import { addressHider } from '../stanza/hide.ts';
import { redact } from '../stanza/index.ts';
import { type CheckResult, inOrder } from './check-server.ts';
import type { Evidence, Finding, Level } from './types.ts';

export interface ReportChoices {
  readonly format: 'markdown' | 'json';
  readonly hideAddresses: boolean;
  /** Whether to add what was sent and what came. */
  readonly withEvidence: boolean;
  /** The address of the account that signed in: it is hidden in any case where addresses are. */
  readonly jid: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** Where this site is, for links to its pages. */
  readonly site: string;
}

export const levelWords: Readonly<Record<Level, string>> = {
  fault: 'Fault',
  warning: 'Warning',
  unknown: 'Not found out',
  good: 'Good',
};
const levels = Object.keys(levelWords) as readonly Level[];

/** Raised when a program that reads it would have to change. */
const version = 1;

/** Characters of one stanza. A list of a thousand rooms helps nobody. */
const longest = 4_000;

export function writtenReport(result: CheckResult, choices: ReportChoices): string {
  const clean = cleaner(result, choices);
  const findings = inOrder(result.findings).map((finding) => cleanFinding(finding, clean, choices));
  const server = { ...result.server, domain: clean(result.server.domain), named: clean(result.server.named) };
  const left = result.left.map(clean);
  const date = new Date(choices.at).toISOString();
  if (choices.format === 'json')
    return `${JSON.stringify({ version, date, server, stopped: result.isStopped, findings, left }, null, 2)}\n`;
  const counts = levels.map(
    (level) => `${levelWords[level]}: ${findings.filter((each) => each.level === level).length}`,
  );
  return [
    `# XMPP server check of ${server.domain}`,
    `${server.named}. ${date}. ${counts.join(', ')}.${result.isStopped ? ' Stopped before its end.' : ''}`,
    ...levels.flatMap((level) => {
      const those = findings.filter((each) => each.level === level);
      return those.length === 0 ? [] : [`## ${levelWords[level]}`, ...those.map((each) => markdownOf(each, choices))];
    }),
    ...(left.length === 0 ? [] : ['## Left on the server', ...left.map((each) => `- ${each}`)]),
    '',
  ].join('\n\n');
}

/** What looks like an address anywhere counts as one: a host that a relay is at, a person whom the server names, the domain's other hosts. */
function cleaner(
  { server, findings, left }: CheckResult,
  { hideAddresses, jid }: ReportChoices,
): (text: string) => string {
  if (!hideAddresses) return (text) => text;
  const stanzas = findings.flatMap(({ evidence }) => evidence.flatMap(({ sent = '', came = '' }) => [sent, came]));
  const texts = [...stanzas, ...left, ...findings.map(({ says }) => says)];
  const domain = server.domain.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const known = [
    // Not from stanzas as they are: names of namespaces look like addresses.
    ...found(
      texts.filter((text) => !isXml(text)),
      /https?:\/\/([^\s/:?"'<>]+)/g,
    ),
    ...found(texts, /\burl=["']https?:\/\/([^\s/:?"'<>]+)/g),
    ...found(texts, /\bhost=["']([^"']+)["']/g),
    ...found(texts, /([\w.+-]+@[\w-]+(?:\.[\w-]+)+)/g),
    ...found(texts, new RegExp(`((?:[\\w-]+\\.)+${domain})`, 'gi')),
  ].filter((each) => !numeric.test(each));
  const hide = addressHider(stanzas, [jid, server.domain, ...known]);
  return (text) =>
    hide(
      text
        .replace(/(<username>)[^<]+/g, '$1{username}')
        .replace(/mailto:[^\s"'<>,]+?(?=[.,]?(?:[\s"'<>]|$))/g, 'mailto:{address}'),
    ).replace(ipv4, '{ip}');
}

const isXml = (text: string): boolean => text.trimStart().startsWith('<');
const numeric = /^[\d.:[\]]+$/;
const ipv4 = /\b\d{1,3}(\.\d{1,3}){3}\b/g;

function found(texts: readonly string[], pattern: RegExp): readonly string[] {
  return texts.flatMap((text) => [...text.matchAll(pattern)].map(([, word = '']) => word));
}

function cleanFinding(
  finding: Finding,
  clean: (text: string) => string,
  { withEvidence, site }: ReportChoices,
): Finding {
  const { says, evidence, fix, ...rest } = finding;
  return {
    ...rest,
    says: clean(says),
    evidence: withEvidence ? evidence.map((each) => cleanEvidence(each, clean)) : [],
    ...(fix === undefined
      ? {}
      : { fix: { words: fix.words, ...(fix.page === undefined ? {} : { page: site + fix.page }) } }),
  };
}

function cleanEvidence({ sent, came }: Evidence, clean: (text: string) => string): Evidence {
  const one = (text: string): string => {
    const redacted = isXml(text) ? redact(text) : undefined;
    const without = redacted === undefined ? text : redacted.ok ? redacted.xml : '(left out: it is not well-formed)';
    const cleaned = clean(without);
    return cleaned.length <= longest
      ? cleaned
      : `${cleaned.slice(0, longest)}\n… (${cleaned.length - longest} more characters)`;
  };
  return { ...(sent === undefined ? {} : { sent: one(sent) }), ...(came === undefined ? {} : { came: one(came) }) };
}

function markdownOf({ title, says, why, fix, evidence, level }: Finding, { site }: ReportChoices): string {
  const lines = [`- **${title}.** ${says}`];
  if (level !== 'good') lines.push(`  - What users notice: ${why}`);
  if (fix !== undefined)
    lines.push(`  - What to do: ${fix.words}${fix.page === undefined ? '' : ` See ${fix.page || site}`}`);
  for (const { sent, came } of evidence) {
    if (sent !== undefined) lines.push(fenced('Sent', sent));
    if (came !== undefined) lines.push(fenced('Came', came));
  }
  return lines.join('\n');
}

function fenced(label: string, text: string): string {
  // A fence longer than any in the text.
  const longestRun = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longestRun + 1);
  const kind = isXml(text) ? 'xml' : '';
  return [`  - ${label}:`, '', `${fence}${kind}`, ...text.split('\n'), fence]
    .map((line) => (line === '' || line.startsWith('  - ') ? line : `    ${line}`))
    .join('\n');
}
