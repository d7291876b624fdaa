/** What the admin shell answers is read, however it is cut. */
import { expect, test } from 'vitest';
import { readAnswers } from '../../playground/sandbox/engine/shell-answers.ts';

const answers = [
  { name: 'repl-output', isError: false, text: 'é <b> & "c" 🌹\n' },
  { name: 'repl-output', isError: false, text: '' },
  { name: 'repl-result', isError: true, text: `it's &amp; wrong` },
];
const bytes = new TextEncoder().encode(
  `<?xml version='1.0'?><stream:stream xmlns='xmpp:prosody.im/admin' xmlns:stream='http://etherx.jabber.org/streams'>` +
    `<repl-output type='output' eol='1'>é &lt;b&gt; &amp; &quot;c&quot; 🌹\n</repl-output><repl-output eol="0"/>` +
    `<repl-result type='error'>it&apos;s &amp;amp; wrong</repl-result>`,
);

test.each([1, 2, 3, 7, 50, 1000])('in pieces of %i bytes', (size) => {
  const read = readAnswers();
  const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) =>
    bytes.slice(at * size, (at + 1) * size),
  );
  expect(pieces.flatMap((piece) => read(piece))).toEqual(answers);
});
