/** Stanzas that are found in a text around them: a log, a page, a mail. */
import {
  type Description,
  describe,
  type LogFormat,
  type LogReading,
  type Repair,
  readLogInSteps,
} from '../../stanza/index.ts';
import { limits } from '../limits.ts';

/** Names of formats in a sentence, after "log of". `null`: nothing is known about the text. */
export const formatNames: Readonly<Record<LogFormat, string | null>> = Object.freeze({
  aioxmpp: 'aioxmpp',
  conversations: 'Conversations',
  converse: 'Converse',
  dino: 'Dino',
  ejabberd: 'ejabberd',
  fluux: 'Fluux',
  gajim: 'Gajim',
  har: 'a browser (HAR)',
  openfire: 'Openfire’s XML debugger',
  plain: null,
  profanity: 'Profanity',
  prosody: 'Prosody',
  psi: 'Psi',
  slixmpp: 'Slixmpp',
  smack: 'Smack',
  specification: 'an RFC or XEP',
  strophe: 'Strophe',
  'xmpp.js': 'xmpp.js',
});

const repairNames: Readonly<Record<Repair, string>> = Object.freeze({
  closed: 'Only start tags are there.',
  comments: 'Comments were removed.',
  quotes: 'Typographic quotes were replaced.',
  spaces: 'No-break spaces were replaced.',
});

/** What had to be changed in the stanzas, in sentences; '' when nothing. */
export function repairWords({ stanzas }: LogReading): string {
  const repairs = new Set(stanzas.flatMap((stanza) => stanza.repairs));
  return [...repairs].map((repair) => repairNames[repair]).join(' ');
}

/**
 * How many of these stanzas somebody received rather than writes: servers set "from", only they send some elements, and nobody sends a
 * request together with its answer.
 */
export function countReceived(stanzas: readonly string[]): number {
  const all = stanzas.map((xml) => describe(xml));
  const asked = new Set(
    all.flatMap(({ id, type }) => (id !== undefined && (type === 'get' || type === 'set') ? id : [])),
  );
  return all.filter((one) => wasReceived(one) || (isAnswer(one) && one.id !== undefined && asked.has(one.id))).length;
}

const isAnswer = ({ kind, type }: Description): boolean => kind === 'iq' && (type === 'result' || type === 'error');

/** Calls are made by programs: who has one in the editor wants to know what it says. */
const ofPrograms = 'urn:xmpp:jingle:1';

function wasReceived({ kind, name, namespace, from, to, type, payload }: Description): boolean {
  if (payload === ofPrograms) return true;
  switch (kind) {
    case 'iq':
    case 'message':
    case 'presence':
      return type === 'error' ? to === undefined || from !== undefined : from !== undefined;
    case 'stream-error':
    case 'stream-features':
      return true;
    case 'sasl':
    case 'stream-management':
      return name.startsWith('fail');
    default:
      // A part of a stanza, quoted alone.
      return name === 'error' || namespace === 'http://jabber.org/protocol/muc#user';
  }
}

export type Pause = () => Promise<void>;

/** Reads a log a slice at a time: no slice takes longer than some milliseconds. Resolves to null when `isStopped` says so. */
export async function readSlowly(
  text: string,
  pause: Pause,
  isStopped: () => boolean = () => false,
): Promise<LogReading | null> {
  const steps = readLogInSteps(text, { now: Date.now() });
  for (let until = performance.now() + limits.logSlice; ; ) {
    const step = steps.next();
    if (step.done) return step.value;
    if (performance.now() < until) continue;
    await pause();
    if (isStopped()) return null;
    until = performance.now() + limits.logSlice;
  }
}
