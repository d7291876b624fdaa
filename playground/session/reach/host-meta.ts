/** Asks a domain where its WebSocket is (XEP-0156, sections 3 and 4). */
import { elementsOf, parse } from '../../stanza/index.ts';

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
    [`${base}.json`, readJson],
    [base, readXml],
  ] as const) {
    const text = await textAt(address, ask);
    if (text.ok) {
      const url = read(text.text).find((each) => /^wss?:\/\//.test(each));
      if (url !== undefined) return { ok: true, url, asked: address };
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

function readJson(text: string): readonly string[] {
  try {
    const { links } = JSON.parse(text) as { readonly links?: unknown };
    if (!Array.isArray(links)) return [];
    return links.flatMap((link: unknown) => {
      const { rel, href } = (link ?? {}) as { readonly rel?: unknown; readonly href?: unknown };
      return rel === relation && typeof href === 'string' ? [href] : [];
    });
  } catch {
    return [];
  }
}

function readXml(text: string): readonly string[] {
  const parsed = parse(text.replace(/^\s*<\?xml[^>]*\?>/, ''));
  const [document] = parsed.ok ? parsed.stanzas : [];
  if (document === undefined) return [];
  return elementsOf(document).flatMap(({ local, attributes }) => {
    const value = (name: string): string | undefined => attributes.find((one) => one.name === name)?.value;
    const href = value('href');
    return local === 'Link' && value('rel') === relation && href !== undefined ? [href] : [];
  });
}
