import { describe, type LoggedStanza, type LogReading } from '../../stanza/index.ts';
import { limits } from '../limits.ts';
import { colourCount } from './colours.ts';
import { everything } from './filter.ts';
import { formatNames, type Pause } from './found-stanzas.ts';
import { Journal, type Text } from './journal.ts';
import { type LoadedLog, pastedName } from './log-types.ts';
import type { Account } from './types.ts';

/** What stands above the transcript of a log. */
export function logWords(log: LoadedLog): { readonly title: string; readonly notes: string } {
  const { name, format, count, journal } = log;
  const of = formatNames[format];
  const stanzas = count === 1 ? '1 stanza' : `${count} stanzas`;
  const texts = journal.all.filter((entry) => entry.kind === 'text');
  const hasTime = texts.some(({ untold }) => !untold?.time);
  const notes = [
    journal.size < count && `These are the latest ${journal.size}.`,
    log.isStartTagsOnly && 'Only start tags are there: Prosody writes whole stanzas when mod_stanza_debug is loaded.',
    hasTime && (log.hasZone ? 'Times are in your time zone.' : 'Times are as in the log.'),
    texts.every(({ untold }) => untold?.direction) && 'The text does not say who sent what.',
  ];
  return {
    title: `${of ? `Log of ${of}` : name === pastedName ? 'The pasted text' : name}, ${stanzas}, read only.`,
    notes: notes.filter(Boolean).join(' '),
  };
}

/** Makes a transcript of what was read. Resolves to null when `isStopped` says so. */
export async function toTranscript(
  name: string,
  { format, stanzas, hasZone, startTags }: LogReading,
  pause: Pause,
  isStopped: () => boolean = () => false,
): Promise<LoadedLog | null> {
  const journal = new Journal();
  // A short log is there to be read as a whole.
  if (stanzas.length <= limits.shortLog) await journal.setFilter({ ...everything, foldNoise: false }, pause);
  const kept = stanzas.slice(-limits.transcript);
  const names = namesOf(kept);
  const timed = kept.filter((stanza) => stanza.at !== undefined);
  const isWhole = timed.length > 0 && timed.every(({ at = 0 }) => at % 1000 === 0);
  let at = kept.find((stanza) => stanza.at !== undefined)?.at ?? 0;
  for (let from = 0; from < kept.length; from += limits.rowsAtOnce) {
    if (from > 0) await pause();
    if (isStopped()) return null;
    journal.append(
      kept.slice(from, from + limits.rowsAtOnce).map((stanza): Text => {
        at = stanza.at ?? at;
        const untold = { time: stanza.at === undefined, direction: stanza.direction === undefined };
        return {
          account: names.get(stanza.account ?? '') ?? nameless,
          direction: stanza.direction ?? likelyDirection(stanza.xml),
          at,
          text: stanza.xml,
          untold: isWhole ? { ...untold, fraction: true } : untold,
        };
      }),
    );
  }
  // Who waits for a reply at the end of a log waits for good.
  journal.expire(Number.POSITIVE_INFINITY);
  return {
    name,
    format,
    count: stanzas.length,
    hasZone,
    isStartTagsOnly: startTags > 0 && startTags === stanzas.length,
    journal,
    accounts: [...new Set(names.values())].map(toAccount),
  };
}

/** Whose stream it is when the log does not say. */
const nameless = 'client';

/**
 * The streams of a log by the names that a reader knows: the address to which the server sends, where the log itself only counts its
 * sessions.
 */
function namesOf(stanzas: readonly LoggedStanza[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const { account = '', direction, xml } of stanzas) {
    if (!names.has(account)) names.set(account, '');
    if (names.get(account) !== '' || direction !== 'received') continue;
    const to = /^<(?:iq|message|presence)\b[^>]*?\sto=["']([^"'@/]+@[^"'/]+)\//.exec(xml)?.[1];
    if (to !== undefined) names.set(account, to);
  }
  const taken = new Set<string>();
  for (const [account, address] of names) {
    const isNamed = account.includes('@') || address === '';
    const name = isNamed || taken.has(address) ? [address, account].filter(Boolean).join(' ') || nameless : address;
    taken.add(name);
    names.set(account, account.includes('@') ? account : name);
  }
  return names;
}

/** Good enough to find pairs where the log has no directions: a request goes out, its reply comes in. */
function likelyDirection(xml: string): Text['direction'] {
  const { kind, type, name } = describe(xml);
  const isRequest = kind === 'iq' && type !== 'result' && type !== 'error';
  return isRequest || (kind === 'stream-management' && ofClients.has(name)) ? 'sent' : 'received';
}

const ofClients: ReadonlySet<string> = new Set(['enable', 'resume']);

function toAccount(name: string, index: number): Account {
  return {
    name,
    jid: name,
    password: '',
    place: { kind: 'websocket', url: '' },
    colour: index % colourCount,
    status: { state: 'offline' },
    presence: 'unavailable',
  };
}
