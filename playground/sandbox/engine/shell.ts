/** Prosody's admin shell: XML over its Unix socket, as `prosodyctl shell` speaks it. */
import type { BytePipe, ShellOptions } from '../types.ts';
import { readEvents, readStartTag } from '../xml/events.ts';
import { XmlParser } from '../xml/parser.ts';

const NAMESPACE = 'xmpp:prosody.im/admin';
const MOST_PIECES = 5000;
const SEPARATOR = ' ';
const OPEN = `<?xml version='1.0'?><stream:stream xmlns='${NAMESPACE}' xmlns:stream='http://etherx.jabber.org/streams'>`;

/** Runs one line; resolves to what the shell printed and answered, and closes the connection. */
export function runShellLine(pipe: BytePipe, line: string, { onOutput, signal }: ShellOptions = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    const parser = new XmlParser({ separator: SEPARATOR, namespaceEvents: false });
    const printed: string[] = [];
    let text = '';
    const print = (piece: string) => {
      printed.push(piece);
      // A log has no end: the latest part is the answer, all of it was told.
      if (printed.length > 2 * MOST_PIECES) printed.splice(0, MOST_PIECES);
      onOutput?.(piece);
    };
    const finish = (result: () => void) => {
      pipe.close();
      result();
    };
    const onEnd = (name: string, attributes: ReadonlyMap<string, string>) => {
      switch (name) {
        case 'repl-output':
          print(text.replace(/\n$/, ''));
          break;
        case 'repl-result': {
          const isError = attributes.get('type') === 'error';
          if (text !== '') print(`${isError ? '! ' : '| '}${text.replace(/\n/g, '\n| ')}`);
          finish(() => resolve(printed.join('\n')));
          break;
        }
        case 'repl-request-input':
          finish(() => reject(new Error('This command asks for more input; give it all its arguments at once.')));
          break;
      }
    };
    let attributes = new Map<string, string>();
    pipe.onData = (bytes) => {
      if (bytes === null) return reject(new Error('The server closed its admin shell before it answered.'));
      for (const { kind, fields } of readEvents(parser.feed(bytes))) {
        if (kind === 'S') {
          text = '';
          attributes = readStartTag(fields).attributes;
        } else if (kind === 'T') text += fields;
        else if (kind === 'E') onEnd(fields.slice(fields.indexOf(SEPARATOR) + 1), attributes);
        else if (kind === '!') finish(() => reject(new Error(`The admin shell answered with broken XML: ${fields}`)));
      }
    };
    // Prosody ends what watches a log or stanzas when the connection is gone.
    signal?.addEventListener('abort', () => finish(() => resolve(printed.join('\n'))));
    pipe.send(new TextEncoder().encode(`${OPEN}<repl-input>${escapeText(line)}</repl-input>`));
  });
}

function escapeText(text: string): string {
  return text.replace(/[&<>]/g, (char) => `&#${char.charCodeAt(0)};`);
}
