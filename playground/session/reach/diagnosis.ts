/** Why a connection to the reader's own server fails. Browsers tell a page nothing, so this tries what else it can. */
import { type Greeting, greet } from './greeting.ts';
import { isThisComputer, knownPaths, presetOf, presets, webSocketOf } from './presets.ts';
import { isSameDomain } from './same-domain.ts';
import { mechanismSettings, webSocketSettings } from './settings-words.ts';

export interface Diagnosis {
  readonly verdict:
    | 'address' // not a WebSocket address
    | 'mixed-content' // ws:// from a page that came over https
    | 'wrong-path' // another path of the same port speaks XMPP
    | 'without-tls' // that port speaks ws:// and not wss://
    | 'with-tls' // that port speaks wss:// and not ws://
    | 'origin' // the server, or a proxy before it, turns pages of this origin away
    | 'not-websocket' // something answers, but no WebSocket
    | 'unreachable' // nothing listens, or its certificate is not trusted
    | 'not-xmpp' // a WebSocket of something else
    | 'refused' // the server ends the stream for another reason
    | 'host-unknown' // the server does not serve this domain
    | 'no-mechanism' // nobody can sign in over this connection
    | 'ready'; // all is well up to signing in
  /** What is wrong, where, and what to do next. */
  readonly plain: string;
  /** A WebSocket address that works, or that should. */
  readonly instead?: string;
  /** An address to open in a tab: there the browser says what it does not tell a page. */
  readonly open?: string;
}

export interface DiagnosisOptions {
  /** The domain of the account. */
  readonly domain: string;
  /** Whether the page came over https. */
  readonly isSecurePage: boolean;
  /** The page's origin, which servers see. */
  readonly origin: string;
}

/** Tries the address, its neighbours and plain HTTP there. Signs nobody in, sends no password. Never rejects. */
export async function diagnose(url: string, options: DiagnosisOptions): Promise<Diagnosis> {
  const { domain, isSecurePage } = options;
  if (!URL.canParse(url) || !/^wss?:$/.test(new URL(url).protocol))
    return { verdict: 'address', plain: noAddress(url) };
  const { protocol, hostname } = new URL(url);
  if (isSecurePage && protocol === 'ws:' && !isThisComputer(hostname)) return mixedContent(url);
  const greeting = await greet(url, domain);
  if (greeting.kind !== 'closed') return afterGreeting(greeting, url, domain);
  const page = url.replace(/^ws/, 'http');
  const [shown, isThere] = await Promise.all([pageAt(page), answers(page)]);
  if (!isThere) return (await withoutTls(url, options)) ?? (await withTls(url, options)) ?? unreachable(url);
  return (
    (await otherPath(url, domain)) ??
    (await withTls(url, options)) ??
    (await turnedAway(url, options)) ??
    noWebSocket(url, shown?.status, options)
  );
}

function noAddress(url: string): string {
  return `"${url}" is not a WebSocket address. One looks like wss://xmpp.example.com:7443/ws/.`;
}

function mixedContent(url: string): Diagnosis {
  const preset = presetOf(url);
  const host = new URL(url).hostname;
  return {
    verdict: 'mixed-content',
    plain:
      'This page was loaded over https, and from such a page browsers allow only wss:// (except to this computer itself). Use the address of the server that has TLS.',
    instead: preset === undefined ? url.replace(/^ws:/, 'wss:') : webSocketOf(preset, host),
  };
}

function afterGreeting(greeting: Exclude<Greeting, { kind: 'closed' }>, url: string, domain: string): Diagnosis {
  switch (greeting.kind) {
    case 'not-xmpp':
      return {
        verdict: 'not-xmpp',
        plain: `A WebSocket opens at ${url}, but no XMPP server answers there. Check the port and the path.`,
      };
    case 'refused':
      return afterRefusal(greeting, url, domain);
    case 'features':
      if (greeting.from !== '' && !isSameDomain(greeting.from, domain)) return otherDomain(url, domain, greeting.from);
      return greeting.mechanisms.length === 0
        ? { verdict: 'no-mechanism', plain: noMechanism(url, greeting.starttls) }
        : {
            verdict: 'ready',
            plain: `The server answers at ${url} for ${domain} and offers ${greeting.mechanisms.join(', ')}. Up to here all is well: if it did not sign you in, check the name and the password.`,
          };
    default:
      return greeting satisfies never;
  }
}

/** Openfire speaks for its one domain, whichever it was asked for. */
function otherDomain(url: string, domain: string, from: string): Diagnosis {
  return {
    verdict: 'host-unknown',
    plain: `An XMPP server answers at ${url}, but for ${from}, not for ${domain}. Check the part of the address after the @.`,
  };
}

function afterRefusal(
  { condition, said }: Extract<Greeting, { kind: 'refused' }>,
  url: string,
  domain: string,
): Diagnosis {
  if (condition === 'host-unknown' || condition === 'improper-addressing') {
    return {
      verdict: 'host-unknown',
      plain: `An XMPP server answers at ${url}, but it does not serve ${domain}. Check the part of the address after the @, and that the server has this domain.`,
    };
  }
  // What Prosody says instead of features without a mechanism.
  if (said.startsWith('No stream features')) return { verdict: 'no-mechanism', plain: noMechanism(url, false) };
  const words = [condition && `with ${condition}`, said && `("${said}")`].filter(Boolean).join(' ');
  return {
    verdict: 'refused',
    plain: `An XMPP server answers at ${url} and ends the stream ${words}. Its log says why.`,
  };
}

function noMechanism(url: string, starttls: boolean): string {
  const why = `The server answers at ${url}, but offers no SASL mechanism, so nobody can sign in.`;
  const secure = url.startsWith('wss:')
    ? 'The likely cause: a proxy takes the TLS off before the server, and the server does not know.'
    : 'The likely cause: the connection has no TLS, and the server requires it. Use wss://.';
  return starttls ? `${why} ${secure}` : `${why} ${secure} ${mechanismSettings}`;
}

/** Another path on the same port that speaks XMPP. */
async function otherPath(url: string, domain: string): Promise<Diagnosis | undefined> {
  const { pathname } = new URL(url);
  for (const path of knownPaths) {
    if (path === pathname) continue;
    const other = new URL(path, url).href;
    const { kind } = await greet(other, domain);
    if (kind !== 'features' && kind !== 'refused') continue;
    return {
      verdict: 'wrong-path',
      plain: `The path is wrong: the XMPP server on this port answers at ${path}, not at ${pathname}.`,
      instead: other,
    };
  }
  return undefined;
}

/** The same address without TLS, where a browser lets the page try that. */
async function withoutTls(url: string, { domain, isSecurePage }: DiagnosisOptions): Promise<Diagnosis | undefined> {
  const { protocol, hostname, port } = new URL(url);
  if (protocol !== 'wss:' || (isSecurePage && !isThisComputer(hostname))) return undefined;
  const plainUrl = url.replace(/^wss:/, 'ws:');
  const { kind } = await greet(plainUrl, domain);
  if (kind !== 'features' && kind !== 'refused') return undefined;
  const preset = presets.find((each) => String(each.plain.port) === port);
  const tls = preset && { ...preset.secure, name: preset.name };
  return {
    verdict: 'without-tls',
    plain: `Port ${port} speaks without TLS. ${tls ? `${tls.name} has its WebSocket with TLS on port ${tls.port}. ` : ''}Use ws:// only on this computer or in a network of your own: over it, everybody on the way can read along.`,
    instead: plainUrl,
  };
}

/** The same address with TLS, which answers nothing to who speaks without. */
async function withTls(url: string, { domain }: DiagnosisOptions): Promise<Diagnosis | undefined> {
  const { protocol, port } = new URL(url);
  if (protocol !== 'ws:') return undefined;
  const secureUrl = url.replace(/^ws:/, 'wss:');
  const { kind } = await greet(secureUrl, domain);
  if (kind !== 'features' && kind !== 'refused') return undefined;
  return {
    verdict: 'with-tls',
    plain: `${port === '' ? 'That port' : `Port ${port}`} speaks TLS, and the address asks for a connection without it. Use wss://.`,
    instead: secureUrl,
  };
}

/**
 * Where a server has its WebSocket, it shows a page to whoever asks over HTTP. When that page is there and the WebSocket is not, the server or
 * something before it turned this page away.
 */
async function turnedAway(url: string, { origin }: DiagnosisOptions): Promise<Diagnosis | undefined> {
  const { pathname, host } = new URL(url);
  for (const path of new Set([pathname, ...knownPaths])) {
    const address = new URL(path, url).href;
    const text = (await pageAt(address.replace(/^ws/, 'http')))?.text ?? '';
    const preset = presets.find(({ page }) => page !== undefined && text.includes(page));
    if (preset === undefined) continue;
    const isPathWrong = path !== pathname;
    return {
      verdict: 'origin',
      plain: `${preset.name} has its WebSocket at ${host}${path}${isPathWrong ? `, not at ${pathname}` : ''}, but it opens none for this page, whose origin is ${origin}. ${preset.origins} If that is not it, a proxy in front does not pass Upgrade on, or has such a rule itself.`,
      ...(isPathWrong ? { instead: address } : {}),
    };
  }
  return undefined;
}

/** Something answers over HTTP, in a way that the browser accepts, but opens no WebSocket at any path. */
function noWebSocket(url: string, status: number | undefined, { origin }: DiagnosisOptions): Diagnosis {
  const { host, pathname } = new URL(url);
  if (status === 403) {
    const ways = presets.find(({ id }) => id === 'ejabberd')?.origins;
    return {
      verdict: 'origin',
      plain: `The server at ${host} refuses this page (status 403). It probably allows only some origins, and this page's is ${origin}. ${ways} A proxy in front may have such a rule too.`,
    };
  }
  const trusted = url.startsWith('wss:') ? ', and this browser trusts its certificate' : '';
  return {
    verdict: 'not-websocket',
    plain: `Something answers at ${host}${status === undefined ? '' : ` (status ${status})`}${trusted}, but no WebSocket opens, neither at ${pathname} nor at ${knownPaths.join(', ')}. Check the port and the path; that the server's WebSocket is on (${webSocketSettings}); that a proxy in front passes Upgrade on; and that the server or the proxy allows the origin ${origin}.`,
    open: url.replace(/^ws/, 'http'),
  };
}

/** Milliseconds for an answer over HTTP. */
const patience = 4_000;
/** Characters of a page that are looked at. */
const longest = 20_000;

/** What is at an address, when the server lets pages of this origin see it (Fetch, CORS). */
async function pageAt(address: string): Promise<{ readonly status: number; readonly text: string } | undefined> {
  try {
    const response = await fetch(address, { credentials: 'omit', signal: AbortSignal.timeout(patience) });
    return { status: response.status, text: (await response.text()).slice(0, longest) };
  } catch {
    return undefined;
  }
}

/** Whether anything answers: a page may know that much of every address. */
async function answers(page: string): Promise<boolean> {
  try {
    await fetch(page, { mode: 'no-cors', credentials: 'omit', signal: AbortSignal.timeout(patience) });
    return true;
  } catch {
    return false;
  }
}

function unreachable(url: string): Diagnosis {
  const { protocol, hostname, port } = new URL(url);
  const isSecure = protocol === 'wss:';
  const open = `${isSecure ? 'https' : 'http'}://${hostname}${port && `:${port}`}/`;
  const certificate = isSecure
    ? `Open ${open} in a tab. If the browser warns of a certificate, that is the cause: it has expired, is for another name, or comes from an authority that this browser does not know. If it says that no secure connection can be made, the server has no certificate for ${hostname}. If it says that the site cannot be reached, `
    : 'If ';
  return {
    verdict: 'unreachable',
    plain: `No connection to ${hostname}${port && `, port ${port}`}, could be made. ${certificate}${isSecure ? '' : 'the address is right, '}nothing listens on that port, a firewall drops it, or the name leads elsewhere.${isSecure ? '' : ' If that port speaks TLS, the address begins with wss://.'}`,
    open,
  };
}
