/** The command that looks at a domain's XMPP server from outside. Its exit status and its JSON are for cron and monitoring. */
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { parseArgs } from 'node:util';
import { checkDomain } from './check.ts';
import { exitStatus, print } from './print.ts';
import { readTarget } from './target.ts';
import { readAuthorities } from './tls.ts';
import type { CheckOptions, Software } from './types.ts';

/** How the command reached whoever types it. */
export interface Way {
  /** What is typed before the domain. */
  readonly called: string;
  /** What the addresses of guides begin with: `https://example.org/` or `/`. */
  readonly guides: string;
  /** What the help says besides: before the usage, and about scripts. */
  readonly alsoHelp?: { readonly before: string; readonly scripts: string };
}

const passwordVariable = 'STANZABOX_PASSWORD';
const defaultTimeout = 10;
const softwares: readonly Software[] = ['prosody', 'ejabberd', 'openfire'];

const helpOf = ({ called, alsoHelp }: Way): string => `${alsoHelp?.before ?? ''}${called} example.com
    Checks the XMPP server of a domain from outside: DNS, ports by IPv4 and IPv6, TLS, certificates, what is offered to
    clients and to other servers, and what the domain's web server says. No account is needed, and nobody signs in.

    --jid romeo@example.com   also signs in. The password is asked for, or read from the environment variable
                              ${passwordVariable}. It is sent only under TLS with a good certificate, and kept nowhere.
    --json                    prints one JSON object ("schema": 1) instead of text
    --verbose                 also prints what was sent and what came
    --server NAME             links to the guide of this server: prosody, ejabberd or openfire
    --for servers             only what other servers need: for rooms and other services that have a name of their own
                              (--for clients: only what clients need)
    --days N                  a certificate that is valid for fewer than N days is a fault
    --resolver IP[:PORT]      asks this name server instead of this computer's: 192.0.2.53, [2001:db8::53]:5353
    --timeout SECONDS         for each answer, connection and handshake (${defaultTimeout})
    --authorities FILE        also trusts the certificates in this file (PEM), for an authority of your own
${alsoHelp?.scripts ?? ''}
Exit status: 0 no fault (there may be warnings), 1 at least one fault, 2 it could not be checked.
`;

/** Bad input: what is wrong and what to type instead. */
class Misuse extends Error {}

function readArguments(called: string) {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        help: { type: 'boolean', short: 'h', default: false },
        json: { type: 'boolean', default: false },
        verbose: { type: 'boolean', short: 'v', default: false },
        jid: { type: 'string' },
        password: { type: 'string' },
        server: { type: 'string' },
        days: { type: 'string' },
        for: { type: 'string' },
        resolver: { type: 'string' },
        timeout: { type: 'string', default: String(defaultTimeout) },
        authorities: { type: 'string' },
      },
    });
  } catch (error) {
    throw new Misuse(`${(error as Error).message}\nAll options: ${called} --help`);
  }
}

type Values = ReturnType<typeof readArguments>['values'];

function readDomain(words: readonly string[], { jid }: Values, called: string): string {
  if (words.length > 1)
    throw new Misuse(
      `One domain at a time, and these are ${words.length}: ${words.join(' ')}. Type: ${called} ${words[0]}`,
    );
  const account = jid === undefined ? undefined : /^[^@/]+@([^@/]+)$/.exec(jid)?.[1];
  if (jid !== undefined && account === undefined)
    throw new Misuse(
      `"${jid}" is not the address of an account. One looks like romeo@example.com: ${called} --jid romeo@example.com`,
    );
  const target = readTarget(words[0] ?? account ?? '', called);
  if (!target.ok) throw new Misuse(target.plain);
  if (account !== undefined) {
    const home = readTarget(account, called);
    if (!home.ok || home.domain !== target.domain)
      throw new Misuse(
        `${jid} is not an account of ${target.domain}. Check the domain of the account: ${called} --jid ${jid}`,
      );
  }
  return target.domain;
}

function readNumber(name: 'timeout' | 'days', text: string, most: number): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || number < 1 || number > most)
    throw new Misuse(`--${name} is "${text}". Write a whole number from 1 to ${most}.`);
  return number;
}

function readSoftware(text: string | undefined): Software | undefined {
  const known = softwares.find((one) => one === text?.toLowerCase());
  if (text !== undefined && known === undefined)
    throw new Misuse(`--server is "${text}". There are guides for ${softwares.join(', ')}.`);
  return known;
}

function readAudience({ for: whom, jid }: Values): CheckOptions['audience'] {
  if (whom === undefined) return undefined;
  const known = (['client', 'server'] as const).find((one) => `${one}s` === whom);
  if (known === undefined)
    throw new Misuse(`--for is "${whom}". Write --for servers or --for clients, or leave it out.`);
  if (known === 'server' && jid !== undefined)
    throw new Misuse(
      '--jid signs in as a client, and --for servers leaves out what is for clients. Leave one of them out.',
    );
  return known;
}

/** Never as an argument: every user of the computer can read those in the list of processes. */
async function readPassword(jid: string): Promise<string> {
  const given = process.env[passwordVariable];
  if (given !== undefined && given !== '') return given;
  if (!process.stdin.isTTY)
    throw new Misuse(
      `There is no terminal to ask for the password of ${jid}. Put it into the environment variable ${passwordVariable}.`,
    );
  process.stderr.write(`Password of ${jid}: `);
  // Nothing that is typed is shown.
  const mute = new Writable({ write: (_chunk, _encoding, done) => done() });
  const reader = createInterface({ input: process.stdin, output: mute, terminal: true });
  try {
    return await reader.question('');
  } finally {
    reader.close();
    process.stderr.write('\n');
  }
}

async function check(way: Way): Promise<void> {
  const { called, guides } = way;
  const { values, positionals } = readArguments(called);
  if (values.help) {
    process.stdout.write(helpOf(way));
    return;
  }
  if (values.password !== undefined)
    throw new Misuse(
      `A password on the command line can be read by everybody on this computer, so --password is not taken. Leave it out to be asked, or use the environment variable ${passwordVariable}. If it was your real one, change it: your shell may have saved it.`,
    );
  const domain = readDomain(positionals, values, called);
  const software = readSoftware(values.server);
  const timeout = readNumber('timeout', values.timeout, 120) * 1000;
  const days = values.days === undefined ? undefined : readNumber('days', values.days, 10_000);
  const audience = readAudience(values);
  const { resolver, authorities: file, jid } = values;
  const authorities = file === undefined ? undefined : readTrust(file);
  const account = jid === undefined ? undefined : { jid, password: await readPassword(jid) };
  const options: CheckOptions = { domain, resolver, timeout, authorities, software, days, audience, account };
  const report = await checkDomain(options).catch((error) => {
    if (error instanceof Error && error.message.includes('--resolver')) throw new Misuse(error.message);
    throw error;
  });
  const colours = !values.json && (process.stdout.isTTY ?? false) && !process.env.NO_COLOR;
  const text = values.json
    ? `${JSON.stringify(report, null, 2)}\n`
    : print(report, { verbose: values.verbose, colours, guides });
  process.exitCode = exitStatus(report.verdict);
  // A pipe may take only a part at once.
  await new Promise((resolve) => process.stdout.write(text, resolve));
}

function readTrust(file: string): string {
  if (!existsSync(file))
    throw new Misuse(`There is no file ${file}. --authorities needs one with certificates in PEM.`);
  try {
    return readAuthorities(file);
  } catch (error) {
    throw new Misuse((error as Error).message);
  }
}

/** Reads what was typed, checks, prints, and sets the exit status. Never throws. */
export async function runCheck(way: Way): Promise<void> {
  try {
    await check(way);
  } catch (error) {
    const isMisuse = error instanceof Misuse;
    console.error(
      `\n${isMisuse ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
    process.exitCode = 2;
  }
}
