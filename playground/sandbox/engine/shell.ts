/** Prosody's admin shell: XML over its Unix socket, as `prosodyctl shell` speaks it. */
import type { BytePipe } from '../types.ts';
import { XmlParser } from '../xml/parser.ts';

const NAMESPACE = 'xmpp:prosody.im/admin';
const OPEN = `<?xml version='1.0'?><stream:stream xmlns='${NAMESPACE}' xmlns:stream='http://etherx.jabber.org/streams'>`;

/** Runs one line; resolves to what the shell printed and answered, and closes the connection. */
export function runShellLine(pipe: BytePipe, line: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const parser = new XmlParser({ separator: '\n', namespaceEvents: false });
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
      for (const [, kind, fields = ''] of parser.feed(bytes).matchAll(/(.)\d+\x02([^\x05]*)\x05/gs)) {
        const name = /([^\n\x03]*)(?:\x03|$)/.exec(fields)?.[1] ?? '';
        if (kind === 'S') {
          text = '';
          attributes = new Map(
            [...fields.matchAll(/\x03([^\x04]*)\x04([^\x03]*)/g)].map(([, key = '', value = '']) => [key, value]),
          );
        } else if (kind === 'T') text += fields;
        else if (kind === 'E') onEnd(name, attributes);
        else if (kind === '!') finish(() => reject(new Error(`The admin shell answered with broken XML: ${fields}`)));
      }
    };
    pipe.send(new TextEncoder().encode(`${OPEN}<repl-input>${escape(line)}</repl-input>`));
  });
}

function escape(text: string): string {
  return text.replace(/[&<>]/g, (char) => `&#${char.charCodeAt(0)};`);
}
