/** Stanzas that are found in a text around them: a log, a page, a mail. */
import { describe, type LogFormat, type LogReading, type Repair, readLogInSteps } from '../../stanza/index.ts';
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

/** Whether a stanza is what somebody received rather than what somebody writes: servers set "from", and only they send some elements. */
export function wasReceived(xml: string): boolean {
  const { kind, name, from, to, type } = describe(xml);
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
      return false;
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
