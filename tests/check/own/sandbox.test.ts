/** The server in the tab, judged like any other: what a check says can be tried out there. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { clientPort } from '../../../playground/cast.ts';
import { checkServer } from '../../../playground/check/check-server.ts';
import { type LocalSandbox, montague, startInNode } from '../../../playground/sandbox/node.ts';
import { asPage, levelsOf } from './native.ts';

let sandbox: LocalSandbox;
beforeAll(async () => {
  sandbox = await startInNode({ servers: [montague] });
});
afterAll(() => sandbox?.stop());

it('is checked to the end over its pipe, and leaves nothing there', async () => {
  const password = montague.accounts?.find(({ jid }) => jid === `romeo@${montague.name}`)?.password ?? '';
  const open = () => sandbox.connect(montague.name, clientPort);
  const access = { via: { kind: 'pipe', open }, jid: `romeo@${montague.name}`, password } as const;
  const result = await checkServer({ access, web: asPage });
  expect(result).toMatchObject({ isStopped: false, server: { software: 'prosody' } });
  expect(levelsOf(result)).toMatchObject({
    rooms: 'good',
    archive: 'good',
    resume: 'good',
    'publish-options': 'good',
    time: 'good',
  });
  expect(result.left.filter((left) => !left.startsWith('A text file'))).toEqual([]);
});
