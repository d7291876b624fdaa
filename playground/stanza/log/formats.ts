import { timeIn } from './time.ts';
import type { LogFormat } from './types.ts';

/** What stands before a stanza and tells about it. */
export interface Head {
  readonly format: LogFormat;
  readonly direction?: 'sent' | 'received';
  readonly at?: number;
  readonly hasZone?: boolean;
  readonly account?: string;
}

interface Form {
  readonly format: LogFormat;
  /** Matches the text right before the stanza, to its end. Groups: `way`, `time`, `account`. */
  readonly head: RegExp;
  /** A server writes it: what it received, the client had sent. */
  readonly isServer?: boolean;
}

const way = '(?<way>SEND|SENT|RECV)';

/**
 * How programs announce a stanza, found in their own code. The order matters: what is more particular comes first. What is not in the
 * groups is found by looking: the time anywhere in the last lines, the direction by the words of the last one.
 */
const forms: readonly Form[] = [
  {
    format: 'gajim',
    head: /<!--\s*(?<way>Incoming|Outgoing|In|Out)\b(?<time>[^()]*?)(?:\((?<account>.*)\))?\s*-->\s*$/i,
  },
  { format: 'psi', head: /<!--\s*TS:(?<time>[^>]*?)-->\s*$/ },
  {
    format: 'dino',
    head: /XMPP (?<way>IN|OUT)(?: ROOT)? \[(?<account>\S+) stream:\S+ (?:thread:\S+ )?(?<time>[^\]]+)\]\s*$/,
  },
  {
    format: 'openfire',
    head: new RegExp(String.raw`(?<time>\S+) - [\w-]+ (?<account>\S*?)\s+- ${way} - \([^)]*\): $`),
    isServer: true,
  },
  { format: 'openfire', head: new RegExp(String.raw`INT (?<account>\S*?)\s+- ${way} - \([^)]*\): $`), isServer: true },
  { format: 'smack', head: new RegExp(String.raw`${way} \((?<account>\d+)\): $`) },
  {
    format: 'prosody',
    head: new RegExp(String.raw`(?<account>(?:c2s|s2sin|s2sout|jcp|bosh|ws)\w*)\s+\w+\s+${way}: $`),
    isServer: true,
  },
  {
    format: 'prosody',
    head: /(?<account>(?:c2s|s2sin|s2sout|jcp|bosh|ws)\w*)\s+\w+\s+(?<way>Sending|Received)\[[\w-]+\]: $/,
    isServer: true,
  },
  { format: 'fluux', head: /\[(?<time>[\d -]+:\d\d:[\d.]+)\] (?<way>IN |OUT): $/ },
  {
    format: 'har',
    head: /"type":\s*"(?<way>send|receive)",\s*"time":\s*(?<time>[\d.]+),\s*"opcode":\s*\d+,\s*"data":\s*"$/,
  },
  { format: 'converse', head: /color: (?<way>darkgoldenrod|darkcyan)\s*$/ },
  { format: 'conversations', head: /(?:D\/| D )conversations\b.*(?<way>\[background stanza\]) $/i },
  { format: 'conversations', head: /(?:D\/| D )conversations\b[^\n]*$/i },
  { format: 'xmpp.js', head: /(?:^|\s)(?<way>IN|OUT)\n\s*$/ },
  { format: 'profanity', head: new RegExp(String.raw`- ${way}:\s*\n(?:[\d.:\s]*- )?$`) },
  { format: 'profanity', head: new RegExp(String.raw`\b(?:xmpp|conn|prof)\b.*: (?:DBG|DEBUG): ${way}: $`) },
  { format: 'slixmpp', head: new RegExp(String.raw`(?:DEBUG|slixmpp)[^\n]*\b${way}: $`) },
  { format: 'specification', head: /(?:^|\n)\s*(?<way>[CS]): $/ },
  { format: 'strophe', head: new RegExp(String.raw`(?:^|[\s>])${way}:?\s*$`) },
];

const ways: Readonly<Record<string, 'sent' | 'received'>> = {
  '[background stanza]': 'received',
  c: 'sent',
  darkcyan: 'sent',
  darkgoldenrod: 'received',
  in: 'received',
  incoming: 'received',
  out: 'sent',
  outgoing: 'sent',
  receive: 'received',
  received: 'received',
  recv: 'received',
  s: 'received',
  send: 'sent',
  sending: 'sent',
  sent: 'sent',
};

/** Words and arrows that mean a direction in logs of programs that are not known, right before the stanza. */
const anyWay =
  /(?:\b(?<out>SEND|SENT|SENDING|OUT|OUTGOING|OUTBOUND|TX)|\b(?<in>RECV|RECEIVED|RECEIVING|GOT|IN|INCOMING|INBOUND|RX)|(?<right>>>+|-->|==+>|→|⇒)|(?<left><<+|<--|<==+|←|⇐))\W*$/i;

/** How much of the text before a stanza is looked at: the last lines, and no more of them than this. */
export const headLength = 400;

/**
 * What the text right before a stanza tells about it.
 * @param before the end of that text, at most `headLength` long
 * @param likely the format of the stanza before, which is tried first
 */
export function readHead(before: string, now: number, likely: LogFormat): Head {
  const text = lastLines(before);
  const first = forms.filter(({ format }) => format === likely);
  for (const { format, head, isServer } of [...first, ...forms]) {
    const groups = head.exec(text)?.groups;
    if (groups === undefined) continue;
    const said = ways[groups.way?.trim().toLowerCase() ?? ''];
    return {
      format,
      ...directionOf(said, isServer ?? false),
      ...timeOf(format, groups.time ?? text, now),
      ...(groups.account && { account: groups.account.trim() }),
    };
  }
  const groups = anyWay.exec(text.slice(-60))?.groups;
  const said = groups && (groups.out || groups.right ? 'sent' : 'received');
  return { format: 'plain', ...directionOf(said, false), ...timeOf('plain', text, now) };
}

function directionOf(said: 'sent' | 'received' | undefined, isServer: boolean): Pick<Head, 'direction'> {
  if (said === undefined) return {};
  if (!isServer) return { direction: said };
  return { direction: said === 'sent' ? 'received' : 'sent' };
}

function timeOf(format: LogFormat, text: string, now: number): Pick<Head, 'at' | 'hasZone'> {
  if (format === 'har') return { at: Number(text) * 1000, hasZone: true };
  return timeIn(text, now) ?? {};
}

const wrapper = /(?:<\?xml[^<>]*\?>|<body\b[^<>]*>)\s*$/;

/** The last two lines that hold something, without what wraps a stanza. */
function lastLines(before: string): string {
  let text = before;
  while (wrapper.test(text)) text = text.replace(wrapper, '');
  const end = text.trimEnd().length;
  const last = text.lastIndexOf('\n', Math.max(0, end - 1));
  const previous = last <= 0 ? -1 : text.lastIndexOf('\n', last - 1);
  return text.slice(Math.max(0, previous + 1));
}
