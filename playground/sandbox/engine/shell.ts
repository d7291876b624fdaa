/** Prosody's admin shell: XML over its Unix socket, as `prosodyctl shell` speaks it. */
import type { BytePipe } from '../types.ts';
import { readEvents, readStartTag } from '../xml/events.ts';
import { XmlParser } from '../xml/parser.ts';

const NAMESPACE = 'xmpp:prosody.im/admin';
const SEPARATOR = ' ';
const OPEN = `<?xml version='1.0'?><stream:stream xmlns='${NAMESPACE}' xmlns:stream='http://etherx.jabber.org/streams'>`;

/** Runs one line; resolves to what the shell printed and answered, and closes the connection. */
export function runShellLine(pipe: BytePipe, line: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const parser = new XmlParser({ separator: SEPARATOR, namespaceEvents: false });
    const printed: string[] = [];
    let text = '';
    const finish = (result: () => void) => {
      pipe.close();
      result();
    };
    const onEnd = (name: string, attributes: ReadonlyMap<string, string>) => {
      switch (name) {
        case 'repl-output':
          printed.push(text.replace(/\n$/, ''));
          break;
        case 'repl-result': {
          const isError = attributes.get('type') === 'error';
          if (text !== '') printed.push(`${isError ? '! ' : '| '}${text.replace(/\n/g, '\n| ')}`);
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
    pipe.send(new TextEncoder().encode(`${OPEN}<repl-input>${escapeText(line)}</repl-input>`));
  });
}

function escapeText(text: string): string {
  return text.replace(/[&<>]/g, (char) => `&#${char.charCodeAt(0)};`);
}
