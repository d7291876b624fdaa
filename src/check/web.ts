/** What the domain's web server says about other ways in (XEP-0156), and whether they work. */
import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import type { LookupFunction } from 'node:net';
import { WebSocket } from 'ws';
import { type HostMetaLink, linksInJson, linksInXml } from '../../playground/session/reach/links.ts';
import { describe, escapeAttribute, firstElement } from '../../playground/stanza/index.ts';
import { reasons } from './connect.ts';
import type { Names } from './names.ts';
import type { Evidence } from './types.ts';

export interface WebOptions {
  readonly domain: string;
  readonly names: Names;
  readonly timeout: number;
  readonly authorities: readonly string[] | undefined;
  readonly port: number;
}

/** One file of the two. */
export interface HostMeta {
  readonly url: string;
  readonly state: 'there' | 'missing' | 'unreachable';
  /** Whether pages of other sites may read it (XEP-0156 section 4). */
  readonly isForPages: boolean;
  readonly links: readonly Link[];
  /** The web server's clock in milliseconds, when it was read, if it said it. */
  readonly clock: { readonly theirs: number; readonly ours: number } | undefined;
  readonly evidence: Evidence;
}

export interface Link {
  readonly rel: 'websocket' | 'xbosh';
  readonly href: string;
}

/** One of the addresses in them, tried. */
export interface Way {
  readonly link: Link;
  readonly works: boolean;
  readonly says: string;
  readonly evidence: Evidence;
}

export interface Web {
  readonly xml: HostMeta;
  readonly json: HostMeta;
  readonly ways: readonly Way[];
}

const relations: Partial<Record<string, Link['rel']>> = {
  'urn:xmpp:alt-connections:websocket': 'websocket',
  'urn:xmpp:alt-connections:xbosh': 'xbosh',
};
/** Characters of an answer that are looked at. */
const longest = 100_000;
/** A page elsewhere, as it would ask. */
const origin = 'https://stanzabox.example';

/** Never rejects. */
export async function lookAtWeb(options: WebOptions): Promise<Web> {
  const port = options.port === 443 ? '' : `:${options.port}`;
  const base = `https://${options.domain}${port}/.well-known/host-meta`;
  const [xml, json] = await Promise.all([
    readHostMeta(base, (text) => knownLinks(linksInXml(text)), options),
    readHostMeta(`${base}.json`, (text) => knownLinks(linksInJson(text)), options),
  ]);
  const links = [...new Map([...xml.links, ...json.links].map((link) => [`${link.rel} ${link.href}`, link])).values()];
  const ways = await Promise.all(
    links.map((link) => (link.rel === 'websocket' ? tryWebSocket(link, options) : tryBosh(link, options))),
  );
  return { xml, json, ways };
}

interface Reply {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** Asks with the name servers that were chosen, not with this computer's. */
function lookupBy(names: Names): LookupFunction {
  return (host, options, done) => {
    Promise.all([names.a(host), names.aaaa(host)]).then(([a, aaaa]) => {
      const found = [
        ...a.records.map((address) => ({ address, family: 4 })),
        ...aaaa.records.map((address) => ({ address, family: 6 })),
      ];
      const [first] = found;
      if (first === undefined) done(Object.assign(new Error(`${host} has no address`), { code: 'ENOTFOUND' }), '', 0);
      else if (options.all) done(null, found);
      else done(null, first.address, first.family);
    });
  };
}

const ca = (authorities: readonly string[] | undefined) => (authorities === undefined ? {} : { ca: [...authorities] });

/** Node gives an address a quarter of a second before it tries the next one, which is too short for a slow network. */
const slowly = (timeout: number) => ({ autoSelectFamilyAttemptTimeout: Math.min(timeout / 2, 2000) });

function ask(url: string, options: WebOptions, body?: string): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const sent = request(url, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { origin, ...(body === undefined ? {} : { 'content-type': 'text/xml; charset=utf-8' }) },
      lookup: lookupBy(options.names),
      signal: AbortSignal.timeout(options.timeout),
      agent: false,
      ...slowly(options.timeout),
      ...ca(options.authorities),
    });
    sent.on('error', reject);
    sent.on('response', (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (more: string) => {
        text += more;
        if (text.length > longest) response.destroy();
      });
      response.on('error', reject);
      response.on('close', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text.slice(0, longest) }),
      );
    });
    sent.end(body);
  });
}

const mostRedirects = 3;

async function readHostMeta(
  url: string,
  read: (text: string) => readonly Link[],
  options: WebOptions,
): Promise<HostMeta> {
  const none = { url, isForPages: false, links: [], clock: undefined };
  const asked: string[] = [];
  let at = url;
  try {
    for (let redirects = 0; ; redirects += 1) {
      const began = Date.now();
      const { status, headers, body } = await ask(at, options);
      const allow = headers['access-control-allow-origin'];
      asked.push(
        `${status}${allow === undefined ? ', no Access-Control-Allow-Origin' : `, Access-Control-Allow-Origin: ${allow}`}`,
      );
      const next = headers.location;
      if (status >= 300 && status < 400 && next !== undefined && redirects < mostRedirects) {
        at = new URL(next, at).href;
        asked.push(`on to ${at}`);
        if (!at.startsWith('https:'))
          return { ...none, state: 'missing', evidence: { sent: `GET ${url}`, came: asked.join('\n') } };
        continue;
      }
      const evidence = {
        sent: `GET ${url}`,
        came: [...asked, ...(status === 200 ? [body.slice(0, 2000)] : [])].join('\n'),
      };
      const theirs = Date.parse(headers.date ?? '');
      const clock = Number.isNaN(theirs) ? undefined : { theirs, ours: (began + Date.now()) / 2 };
      if (status !== 200) return { ...none, state: 'missing', clock, evidence };
      return { url, state: 'there', isForPages: allow === '*' || allow === origin, links: read(body), clock, evidence };
    }
  } catch (error) {
    return {
      ...none,
      state: 'unreachable',
      evidence: { sent: `GET ${at}`, came: [...asked, reasonOf(error)].join('\n') },
    };
  }
}

function reasonOf(error: unknown): string {
  const { code = '', message = '', name = '' } = error as NodeJS.ErrnoException;
  if (name === 'TimeoutError' || code === 'ABORT_ERR') return 'no answer in time';
  if (error instanceof AggregateError) return [...new Set(error.errors.map(reasonOf))].join('; ');
  return reasons[code] ?? (message || code);
}

/** Those of them that are ways to connect (XEP-0156). */
function knownLinks(links: readonly HostMetaLink[]): readonly Link[] {
  return links.flatMap(({ rel, href }) => {
    const known = relations[rel];
    return known === undefined ? [] : [{ rel: known, href }];
  });
}

const wrongKind = (link: Link, begins: string): Way => ({
  link,
  works: false,
  says: `${link.href} does not begin with ${begins}, so pages that come over https may not use it`,
  evidence: {},
});

/** Opens it, greets the domain and closes (RFC 7395 section 3.4). */
function tryWebSocket(link: Link, { domain, names, timeout, authorities }: WebOptions): Promise<Way> {
  if (!URL.canParse(link.href) || !link.href.startsWith('wss:')) return Promise.resolve(wrongKind(link, 'wss://'));
  const sent = `<open xmlns="urn:ietf:params:xml:ns:xmpp-framing" to="${escapeAttribute(domain)}" version="1.0"/>`;
  return new Promise((resolve) => {
    let came = '';
    const socket = new WebSocket(link.href, 'xmpp', { lookup: lookupBy(names), origin, ...ca(authorities) });
    const settle = (works: boolean, says: string): void => {
      clearTimeout(timer);
      resolve({ link, works, says, evidence: { sent: `WebSocket ${link.href}\n${sent}`, came: came || says } });
      socket.terminate();
    };
    const timer = setTimeout(() => settle(false, 'no answer in time'), timeout);
    socket.on('error', (error) => settle(false, reasonOf(error)));
    socket.on('close', () => settle(false, 'closed without a word'));
    socket.on('open', () => socket.send(sent));
    socket.on('message', (data) => {
      const text = String(data);
      came += text;
      const { kind, condition } = describe(text);
      if (kind === 'stream-open') return;
      if (kind === 'stream-features') settle(true, 'answers');
      else if (kind === 'stream-error') settle(false, `ends the stream: ${condition}`);
      else if (kind === 'stream-close') settle(false, 'ends the stream without a reason');
      else settle(false, 'what comes is not XMPP');
    });
  });
}

/** Asks for a session (XEP-0124 section 7.1, XEP-0206 section 3) and ends it. */
async function tryBosh(link: Link, options: WebOptions): Promise<Way> {
  if (!URL.canParse(link.href) || !link.href.startsWith('https:')) return wrongKind(link, 'https://');
  const body = (more: string): string => `<body xmlns='http://jabber.org/protocol/httpbind' ${more}/>`;
  const hello = body(
    `rid='1000' to='${escapeAttribute(options.domain)}' ver='1.6' wait='5' hold='1' xml:lang='en' xmpp:version='1.0' xmlns:xmpp='urn:xmpp:xbosh'`,
  );
  const sent = `POST ${link.href}\n${hello}`;
  try {
    const reply = await ask(link.href, options, hello);
    const session = firstElement(reply.body)?.attributes.find(({ name }) => name === 'sid')?.value;
    const evidence = { sent, came: `${reply.status}\n${reply.body.slice(0, 2000)}` };
    if (session === undefined)
      return { link, works: false, says: `no session is opened (status ${reply.status})`, evidence };
    await ask(link.href, options, body(`rid='1001' sid='${escapeAttribute(session)}' type='terminate'`)).catch(
      () => {},
    );
    return { link, works: true, says: 'answers', evidence };
  } catch (error) {
    return { link, works: false, says: reasonOf(error), evidence: { sent, came: reasonOf(error) } };
  }
}
