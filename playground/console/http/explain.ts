/** What the status of a response means for uploads (XEP-0363), and what to try. Pure. */
import type { HttpRequest, HttpResponse } from './message.ts';

export interface Explanation {
  readonly why: string;
  readonly whatToTry?: string;
}

type Method = HttpRequest['method'];

const of: Readonly<Record<Method, Readonly<Record<number, Explanation>>>> = {
  PUT: {
    201: { why: 'The file is there. Everybody who knows the address of the slot can fetch it, without an account.' },
    401: {
      why: 'The request came without the header that the slot names.',
      whatToTry: 'Send each header of the slot’s put element with the upload.',
    },
    403: {
      why: 'The token in the Authorization header is not valid: it is older than the server accepts (Prosody: 10 minutes), it is for another slot, or the server did not sign it (after a restart it has another secret, unless http_file_share_secret is set).',
      whatToTry: 'Ask for a new slot and upload at once.',
    },
    404: {
      why: 'No upload service answers at this address.',
      whatToTry: 'Look at the host and path of the slot, and at http_host and http_paths in the configuration.',
    },
    409: {
      why: 'This slot already has its file: a slot is for one upload.',
      whatToTry: 'Ask for another slot for another file.',
    },
    413: {
      why: 'What was uploaded is larger or smaller than the slot was asked for. The server compares the two exactly, and answers both cases with the same error.',
      whatToTry: 'Ask for a slot whose size is the size of the file, in bytes.',
    },
    500: {
      why: 'The server could not write the file.',
      whatToTry: 'Its log says why: a full disk, or a folder that it may not write to.',
    },
  },
  GET: {
    200: { why: 'Everybody who knows the address gets this. No account was asked for.' },
    404: {
      why: 'The server does not know a slot with this address: it never issued it, or the file was old and has been deleted (http_file_share_expires_after).',
      whatToTry: 'Compare the address letter by letter. A deleted file has to be uploaded again.',
    },
    410: {
      why: 'The slot was issued, and nothing has been uploaded to it, or the file is gone from the disk.',
      whatToTry: 'Upload first. A client sends the address to others only when the upload has succeeded.',
    },
    416: { why: 'The server was asked for a part of the file that it does not have.' },
  },
};

/** Undefined when the status says nothing particular about uploads. */
export function explainResponse(method: Method, { status }: Pick<HttpResponse, 'status'>): Explanation | undefined {
  return of[method][status];
}

/** The server's own words in its page about an error; '' when it has none. */
export function saidIn({ body }: Pick<HttpResponse, 'body'>): string {
  const page = new TextDecoder().decode(body.subarray(0, 20_000));
  // Prosody's pages have the reason in a paragraph of their own.
  const [, words = ''] = /<p class="extra">([^<]*)<\/p>/.exec(page) ?? [];
  return words
    .replaceAll('&apos;', '’')
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
