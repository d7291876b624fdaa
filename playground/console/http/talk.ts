import { wordsOfError } from '../error-words.ts';
import type { Runtime } from '../runtime/runtime.ts';
import { exchange } from './exchange.ts';
import { explainResponse, saidIn } from './explain.ts';
import { type HttpNews, httpWords } from './happenings.ts';
import { type HttpRequest, type HttpResponse, sentHeaders } from './message.ts';

/**
 * Sends a request to a server in the tab, and shows both ways in the transcript.
 * @returns undefined when no response came; the transcript says why
 */
export async function talk(runtime: Runtime, account: string, request: HttpRequest): Promise<HttpResponse | undefined> {
  const { method, url, body = new Uint8Array() } = request;
  const [host, path] = [url.hostname, url.pathname + url.search];
  const refused = whyNot(runtime, url);
  const tell = (news: HttpNews): void => runtime.happened({ ...news, words: httpWords(news) });
  tell({ kind: 'http-request', account, host, method, path, headers: sentHeaders(request), body });
  if (refused !== undefined) {
    tell({ kind: 'http-failed', account, host, plain: refused });
    return undefined;
  }
  const began = performance.now();
  try {
    const pipe = await runtime.openPort(serverAt(runtime, url.hostname) ?? '', portOf(url));
    const response = await exchange(pipe, request);
    const explanation = explainResponse(method, response);
    tell({
      kind: 'http-response',
      ...response,
      account,
      host,
      milliseconds: performance.now() - began,
      filename: decoded(url.pathname.split('/').at(-1) ?? ''),
      said: response.status >= 400 ? saidIn(response) : '',
      ...(explanation && { explanation }),
    });
    return response;
  } catch (error) {
    tell({ kind: 'http-failed', account, host, plain: wordsOfError(error) });
    return undefined;
  }
}

/** Why an address cannot be reached from this tab, in plain words. */
function whyNot(runtime: Runtime, url: URL): string | undefined {
  if (serverAt(runtime, url.hostname) === undefined) {
    return `${url.hostname} is not a host of a server in this tab, and the console connects to no others.`;
  }
  if (url.protocol === 'https:' && !runtime.state.pretendTls) {
    return 'The address asks for TLS, and there is none inside a tab. With https_ports = {} the server gives addresses without it.';
  }
  return undefined;
}

/** Hosts of a server end with its name: HTTP needs no record in the DNS of this tab. */
function serverAt(runtime: Runtime, host: string): string | undefined {
  return runtime.state.servers.find((name) => host === name || host.endsWith(`.${name}`));
}

function portOf({ port, protocol }: URL): number {
  if (port !== '') return Number(port);
  return protocol === 'https:' ? 443 : 80;
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
