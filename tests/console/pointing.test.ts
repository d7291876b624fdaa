import { expect, it } from 'vitest';
import { type Pointed, Pointing } from '../../playground/console/state/pointing.ts';
import { drawings } from './follow.ts';

const ping: Pointed = { text: '<ping xmlns="urn:xmpp:ping"/>', offset: 1, where: 'transcript' };
const afterDrawing = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

it('tells of another place, and not of the same one again', async () => {
  const pointing = new Pointing();
  const { drawn, stop } = drawings(() => pointing.pointed?.offset);
  pointing.at(ping);
  await afterDrawing();
  pointing.at({ ...ping });
  await afterDrawing();
  pointing.at({ ...ping, offset: 6 });
  await afterDrawing();
  pointing.at(null);
  await afterDrawing();
  expect(drawn).toEqual([undefined, 1, 6, undefined]);
  stop();
});
