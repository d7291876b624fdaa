/** One check from the form to its end. Loaded when somebody presses the button: what connects and judges is heavier than the page. */
import {
  type Access,
  type CheckedServer,
  type CheckResult,
  checkServer,
  type Failure,
  type Finding,
  NotConnected,
  whyNot,
} from '../../../playground/check/index.ts';
import { findWebSocket } from '../../../playground/session/reach/host-meta.ts';
import { presets, webSocketOf } from '../../../playground/session/reach/presets.ts';
import { parseJid } from '../../../playground/stanza/index.ts';

export interface Wish {
  readonly jid: string;
  readonly password: string;
  /** Empty: the domain is asked. */
  readonly url: string;
}

export interface Hearing {
  say(words: string): void;
  onUrl(url: string): void;
  onServer(server: CheckedServer): void;
  onFinding(finding: Finding): void;
  readonly signal: AbortSignal;
}

export type Ended =
  | { readonly ok: true; readonly result: CheckResult; readonly jid: string }
  | { readonly ok: false; readonly failure: Failure };

/** Never rejects. */
export async function runCheck(wish: Wish, hearing: Hearing): Promise<Ended> {
  const address = readAddress(wish.jid);
  if ('plain' in address) return { ok: false, failure: address };
  const { bare, domain } = address;
  let url = wish.url.trim();
  if (url === '') {
    hearing.say(`Asking ${domain} where its WebSocket is`);
    const found = await findWebSocket(domain);
    if (!found.ok) return { ok: false, failure: { plain: found.plain, field: 'url' } };
    url = found.url;
    hearing.onUrl(url);
  }
  if (!URL.canParse(url) || !/^wss?:$/.test(new URL(url).protocol)) {
    const plain = `“${url}” is not a WebSocket address. One looks like wss://xmpp.example.com:5281/xmpp-websocket.`;
    return { ok: false, failure: { plain, field: 'url' } };
  }
  const access: Access = { via: { kind: 'websocket', url }, jid: bare, password: wish.password };
  hearing.say(`Signing in at ${url}`);
  try {
    const { onServer, onFinding, signal } = hearing;
    return { ok: true, jid: bare, result: await checkServer({ access, onServer, onFinding, signal }) };
  } catch (error) {
    if (!(error instanceof NotConnected)) hearing.say('');
    else hearing.say('Nobody could sign in. Looking for the reason');
    const page = { isSecurePage: location.protocol === 'https:', origin: location.origin };
    return { ok: false, failure: await whyNot(error, access, page) };
  }
}

function readAddress(text: string): { readonly bare: string; readonly domain: string } | Failure {
  const address = parseJid(text.trim());
  if (!address.ok) return { plain: address.error.plain, field: 'jid' };
  const { local, domain, bare } = address.jid;
  if (local === undefined)
    return { plain: `${domain} is a domain. Write the account in front of it, as in romeo@${domain}.`, field: 'jid' };
  return { bare, domain };
}

/** Where a server of this kind has its WebSocket after its guide; undefined as long as the address names no domain. */
export function proposed(id: string, jid: string): string | undefined {
  const address = parseJid(jid.trim());
  const preset = presets.find((each) => each.id === id);
  return address.ok && preset !== undefined ? webSocketOf(preset, address.jid.domain) : undefined;
}
