/** HTTP/1.1 messages (RFC 9112), as far as a client without a browser's own needs them. */

export type Headers = readonly (readonly [name: string, value: string])[];

export interface HttpRequest {
  readonly method: 'GET' | 'PUT';
  readonly url: URL;
  /** Besides `Host`, `Content-Length` and `Connection`, which go without saying. */
  readonly headers: Headers;
  readonly body?: Uint8Array;
}

export interface HttpResponse {
  readonly status: number;
  /** The server's word for the status; may be ''. */
  readonly reason: string;
  readonly headers: Headers;
  readonly body: Uint8Array;
}

/** All headers that go out, in their order. Each request has a connection of its own (RFC 9112 section 9.6). */
export function sentHeaders({ method, url, headers, body }: HttpRequest): Headers {
  const size: Headers = method === 'PUT' ? [['Content-Length', String(body?.length ?? 0)]] : [];
  return [
    ['Host', url.host],
    ...headers.map(([name, value]) => [token(name), oneLine(value)] as const),
    ...size,
    close,
  ];
}

const close = ['Connection', 'close'] as const;

/** A request's bytes. */
export function writeRequest(request: HttpRequest): Uint8Array<ArrayBuffer> {
  const { method, url, body = new Uint8Array() } = request;
  const lines = [
    `${method} ${url.pathname}${url.search} HTTP/1.1`,
    ...sentHeaders(request).map(([name, value]) => `${name}: ${value}`),
  ];
  const head = new TextEncoder().encode(`${lines.join('\r\n')}\r\n\r\n`);
  const all = new Uint8Array(head.length + body.length);
  all.set(head);
  all.set(body, head.length);
  return all;
}

/** The value of a header, without regard to case; undefined when it is not there. */
export function headerOf(headers: Headers, name: string): string | undefined {
  return headers.find(([one]) => one.toLowerCase() === name.toLowerCase())?.[1];
}

/** Headers come out of stanzas: a line break in one would be another header (XEP-0363 section 5). */
function oneLine(value: string): string {
  return value.replaceAll(/[\r\n\0]+/g, '');
}

function token(name: string): string {
  return name.replaceAll(/[^!#$%&'*+.^_`|~0-9A-Za-z-]/g, '');
}
