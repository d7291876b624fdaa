/** Prosody's admin shell: XML over its Unix socket, as `prosodyctl shell` speaks it. */
import type { BytePipe, ShellOptions } from '../types.ts';
import { readAnswers } from './shell-answers.ts';

const NAMESPACE = 'xmpp:prosody.im/admin';
const MOST_PIECES = 5000;
const OPEN = `<?xml version='1.0'?><stream:stream xmlns='${NAMESPACE}' xmlns:stream='http://etherx.jabber.org/streams'>`;

/** Runs one line; resolves to what the shell printed and answered, and closes the connection. */
export function runShellLine(pipe: BytePipe, line: string, { onOutput, signal }: ShellOptions = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    const read = readAnswers();
    const printed: string[] = [];
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
    pipe.onData = (bytes) => {
      if (bytes === null) return reject(new Error('The server closed its admin shell before it answered.'));
      for (const { name, isError, text } of read(bytes)) {
        switch (name) {
          case 'repl-output':
            print(text.replace(/\n$/, ''));
            break;
          case 'repl-result':
            if (text !== '') print(`${isError ? '! ' : '| '}${text.replace(/\n/g, '\n| ')}`);
            finish(() => resolve(printed.join('\n')));
            break;
          case 'repl-request-input':
            finish(() => reject(new Error('This command asks for more input; give it all its arguments at once.')));
            break;
        }
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
