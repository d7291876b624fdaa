/** Asks a domain where its WebSocket is (XEP-0156, sections 3 and 4). */
import { linksInJson, linksInXml } from './links.ts';

export type HostMeta =
  | { readonly ok: true; readonly url: string; readonly asked: string }
  /** `plain` says what was asked, what came, and what to do. */
  | { readonly ok: false; readonly plain: string };

const relation = 'urn:xmpp:alt-connections:websocket';
/** Characters of an answer that are looked at. */
const longest = 100_000;
/** Milliseconds to wait for one answer. */
const patience = 8_000;

/** Looks for `host-meta.json` first, then for the XML that it grew from. Never rejects. */
export async function findWebSocket(domain: string, ask: typeof fetch = fetch): Promise<HostMeta> {
  const base = `https://${domain}/.well-known/host-meta`;
  const seen: string[] = [];
  for (const [address, read] of [
    [`${base}.json`, linksInJson],
    [base, linksInXml],
  ] as const) {
    const text = await textAt(address, ask);
    if (text.ok) {
      const found = read(text.text).find(({ rel, href }) => rel === relation && /^wss?:\/\//.test(href));
      if (found !== undefined) return { ok: true, url: found.href, asked: address };
    }
    seen.push(`${address} ${text.ok ? 'names no WebSocket' : text.why}`);
  }
  return {
    ok: false,
    plain: `${domain} does not say where its WebSocket is: ${seen.join('; ')}. Choose your server's software instead, or type the address.`,
  };
}

type Answer = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly why: string };

async function textAt(address: string, ask: typeof fetch): Promise<Answer> {
  try {
    const response = await ask(address, { signal: AbortSignal.timeout(patience), credentials: 'omit' });
    if (!response.ok) return { ok: false, why: `answers with status ${response.status}` };
    return { ok: true, text: (await response.text()).slice(0, longest) };
  } catch {
    // A page is not told more: no server, its certificate, or no Access-Control-Allow-Origin.
    return { ok: false, why: 'could not be read from this page' };
  }
}
