import type { Explanation } from './explain.ts';
import type { Headers, HttpResponse } from './message.ts';

/** What goes over HTTP, for rows of the transcript. */
export type HttpNews =
  | {
      readonly kind: 'http-request';
      readonly account: string;
      readonly host: string;
      readonly method: string;
      /** With its query. */
      readonly path: string;
      readonly headers: Headers;
      readonly body: Uint8Array;
    }
  | ({
      readonly kind: 'http-response';
      readonly account: string;
      readonly host: string;
      readonly milliseconds: number;
      /** The name of the file that was asked for, where one was. */
      readonly filename: string;
      readonly explanation?: Explanation;
      /** The server's own words about an error, or ''. */
      readonly said: string;
    } & HttpResponse)
  | { readonly kind: 'http-failed'; readonly account: string; readonly host: string; readonly plain: string };

/** With what its row says: this is made when it happens, for the first visit does without all of it. */
export type HttpHappening = HttpNews & { readonly words: string };

/** Whether its row opens: there is more than its words. */
export function hasMore({ kind }: { readonly kind: string }): boolean {
  return kind === 'http-request' || kind === 'http-response';
}

export function httpWords(happening: HttpNews): string {
  const { account, host } = happening;
  switch (happening.kind) {
    case 'http-request': {
      const { method, path, body } = happening;
      const size = method === 'PUT' ? ` (${countBytes(body)})` : '';
      return `${account} → ${host}: ${method} …/${path.split('/').at(-1)}${size}`;
    }
    case 'http-response': {
      const { status, reason, body, said } = happening;
      const what = said === '' ? (status === 200 ? countBytes(body) : '') : `“${said}”`;
      return [`${host} → ${account}: ${status} ${reason}`.trim(), what].filter(Boolean).join(', ');
    }
    case 'http-failed':
      return `${account} → ${host}: ${happening.plain}`;
    default:
      return happening satisfies never;
  }
}

export function countBytes({ length }: Uint8Array): string {
  return length === 1 ? '1 byte' : `${length.toLocaleString('en')} bytes`;
}
