/** What is wrong, in the words of those who have the problem: the symptoms of all pages, grouped as questions. */
import type { RunPage } from '../../content/index.ts';
import { fullTitle } from './titles.ts';

interface Question {
  readonly id: string;
  readonly title: string;
  /** A symptom belongs to the first question whose words it has. */
  readonly words: RegExp;
}

/** In the order of the page: from what stops everybody to what can wait. */
const questions: readonly Question[] = [
  {
    id: 'cannot-log-in',
    title: 'Somebody cannot log in',
    words:
      /\b(log(s|ged|ging)? ?(in|on|off|out)|login|passwords?|sign(s|ed)? in|accounts?|user ?names?|regist\w+|invit\w*|authenti\w+|not-authorized|admin console)\b/i,
  },
  {
    id: 'server-down',
    title: 'The server does not start, or does not answer',
    words:
      /\b((re)?start(s|ed|ing)?|crash\w*|down|running|reboot\w*|(does|do) not answer|unreachable|config\w*|database|odbc|active|listens?|install\w*|wizard|autosetup|nodedown|dead|dies|hangs|disconnected|(can|cannot) connect|command not found)\b/i,
  },
  {
    id: 'other-servers',
    title: 'Messages to or from another server do not arrive',
    words:
      /\b(friends?|(other|another|remote|that) servers?|remote-server-[a-z-]+|federat\w*|server.to.server|s2s|(one|other) (direction|way|side)|domain in an address|connect to xmpp domain)\b/i,
  },
  {
    id: 'messages',
    title: 'Messages are lost, late, twice, or on the wrong device',
    words:
      /\b(messages?|histor(y|ies)|archive|devices?|phone|laptop|offline|receipts?|delivered|conversations?|bookmarks?|web client|browser)\b/i,
  },
  {
    id: 'rooms-and-contacts',
    title: 'Contacts or group chats are not as expected',
    words: /\b(contacts?|rooms?|group chats?|online|presence|avatars?|profile|nicknames?|block\w*)\b/i,
  },
  {
    id: 'calls-and-files',
    title: 'Calls, pictures, notifications or encrypted messages do not work',
    words: /\b(calls?|voice|video|pictures|files from|upload\w*|push|notifications?|omemo|decrypt\w*|end-to-end)\b/i,
  },
  {
    id: 'certificates',
    title: 'Clients complain about the certificate',
    words:
      /\b(certificates?|tls|ssl|expire[sd]?|renew\w*|padlock|untrusted|not trusted|let'?s encrypt|unrecognized name)\b/i,
  },
  {
    id: 'machine',
    title: 'I cannot reach the machine, or its names are wrong',
    words:
      /\b(ssh|firewall|locked (myself )?out|dns|records?|domains?|subdomain|server's address|ports?|find the server|ipv6|clock|time zone|windows|mac|debian|admin user|public key)\b/i,
  },
  {
    id: 'full-or-slow',
    title: 'The disk or the memory is full, or everything is slow',
    words: /\b(disk|memory|slow(ly)?|cpu|too many (open )?files)\b/i,
  },
  {
    id: 'strangers',
    title: 'I worry about strangers, spam or what is kept',
    words:
      /\b(spam\w*|strangers?|abuse|attack\w*|hack\w*|secur\w*|unsafe|without encryption|private|privacy|gdpr|bots?|guests?|anonymous|safe\w*|read my|who (can|may)|stored?|(guess|tries) passwords|do not want|admin page|open to the world|let (people|anyone|anybody|users) in|before i (open|give))\b/i,
  },
  {
    id: 'whose-fault',
    title: 'I do not know whose fault it is, or it is something else',
    words: /(?:)/,
  },
  { id: 'plans', title: 'I want to choose, learn, change or extend something', words: /(?:)/ },
];

/** The more a question's words say, the earlier it decides: a friend's expired certificate is about the certificate. */
const decides: readonly string[] = [
  'certificates',
  'calls-and-files',
  'full-or-slow',
  'strangers',
  'other-servers',
  'rooms-and-contacts',
  'cannot-log-in',
  'machine',
  'messages',
  'server-down',
];

export interface Problem {
  /** As a reader would say it. */
  readonly symptom: string;
  readonly pages: readonly { readonly title: string; readonly slug: string }[];
}

export interface ProblemGroup {
  readonly id: string;
  readonly title: string;
  readonly problems: readonly Problem[];
}

/** Who asks how something is done has a plan; nothing is wrong yet. */
const isPlan =
  /^(how (do|does|can|big|many)\b|which (server|xmpp)|where does\b|what (is|does it take)\b|i (want|compare|set up|am new)\b|openfire, |does it run\b)/i;

/** The question that a symptom belongs to. */
export function questionOf(symptom: string): string {
  if (isPlan.test(symptom)) return 'plans';
  const found = decides.find((id) => questions.find((question) => question.id === id)?.words.test(symptom));
  return found ?? 'whose-fault';
}

/** How two symptoms are the same: capital letters and the final stop do not count. */
const sameAs = (symptom: string): string =>
  symptom
    .toLowerCase()
    .replace(/[.!?]+$/, '')
    .trim();

/** Programs whose names begin with a small letter. */
const smallNames = new Set(['ejabberd', 'ejabberdctl', 'prosodyctl', 'certbot', 'systemctl', 'ssh']);

/** With a capital letter, as in a list; names of programs and errors stay as they are. */
const inList = (symptom: string): string =>
  symptom.replace(/^[a-z]+(?= )/, (word) =>
    smallNames.has(word) ? word : word.charAt(0).toUpperCase() + word.slice(1),
  );

/** All symptoms of the pages, each once with every page that answers it, under the questions that have some. */
export function problemsOf(pages: readonly RunPage[]): readonly ProblemGroup[] {
  const found = new Map<string, Problem>();
  for (const { lesson } of pages) {
    for (const symptom of lesson.symptoms ?? []) {
      const before = found.get(sameAs(symptom));
      const page = { title: fullTitle(lesson), slug: lesson.slug };
      found.set(sameAs(symptom), {
        symptom: before?.symptom ?? inList(symptom),
        pages: [...(before?.pages ?? []), page],
      });
    }
  }
  return questions.flatMap(({ id, title }) => {
    const problems = [...found.values()].filter(({ symptom }) => questionOf(symptom) === id);
    return problems.length === 0 ? [] : [{ id, title, problems }];
  });
}
