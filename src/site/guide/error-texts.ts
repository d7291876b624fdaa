/**
 * An index of error texts, made from what the pages themselves expect to be printed: each text leads to the step that it
 * comes from. Nothing is entered by hand, so a new page is in the index as soon as it is written.
 */
import { explainConditions, type Note } from '../../../playground/stanza/index.ts';
import type { RunPage } from '../../content/index.ts';
import type { Step } from '../../lesson/index.ts';
import { fullTitle } from './titles.ts';

/** A step that shows a text. */
export interface Place {
  /** Title of the page. */
  readonly title: string;
  /** The heading that the step stands under, '' when there is none. */
  readonly heading: string;
  /** Path without the base: `/guides/prosody/federation/#step-s47`. */
  readonly path: string;
}

export interface ErrorText {
  readonly text: string;
  readonly places: readonly Place[];
}

export interface ErrorGroup {
  readonly id: string;
  readonly title: string;
  readonly texts: readonly ErrorText[];
}

export interface Condition {
  readonly note: Note;
  readonly id: string;
  readonly places: readonly Place[];
}

const isError =
  /\b(errors?|fail(ed|ure|s)?|refused|denied|rejected|timed out|timeout|nodedown|cannot|could not|unable|expired|invalid|not (found|valid|authorized|allowed|acceptable|offered)|unrecognized|unknown|no such|mismatch|too many|already|is empty|unreachable|self.signed|no certificates?|nxdomain|unsupported|forbidden|fatal|critical|warning|not-[a-z]+|[a-z]+-not-[a-z]+)\b/i;

/**
 * Lines that have such words and are no errors: XML, which is found by its condition instead; checks that are well; headings, lists of
 * systemd, settings and counts.
 */
const isOther =
  /<\/?[a-z:-]+[\s/>]|^(OK\b|##|●)|[={}];?\s*$|^\W*(0|no) (errors?|failures?|warnings?)\b|\b0 (errors?|failed|failures?|warnings?)\b|: (true|false|\d+)$/i;

/** What is gone after it was undone is no error. */
const isUndone = /\bundo\b/i;

/** What programs put before and around a text. */
const around: readonly (readonly [RegExp, string])[] = [
  [/^(\[\.\.\]|\s)*/, ''],
  // Prosody's shell: Error: error<id:what happened>
  [/^Error: error<(?:\[\.\.\]:)?(.*)>$/, '$1'],
  [/^\S*\d{2}:\d{2}:\d{2}\S*\s+/, ''],
  [/^\[?(debug|info|notice|warn|warning|error|critical)\]?:?\s+/i, ''],
  [/^"|"\s*$/g, ''],
  [/\(tls\|\[\.\.\]\) /g, ''],
  [/[\s:;]*\[\.\.\]\s*$/, ''],
  [/\s*\[\.\.\]\s*/g, ' … '],
  [/[\s:]+$/, ''],
];

/** A line of output as an error text, or undefined when it is none: `[..]` in the line becomes three dots. */
export function errorText(line: string): string | undefined {
  if (!isError.test(line) || isOther.test(line)) return undefined;
  const text = around.reduce((rest, [pattern, by]) => rest.replace(pattern, by), line).trim();
  // One word alone says nothing: "failed".
  return /[a-z]{2,}\W+[a-z]{2,}/i.test(text) && isError.test(text) ? text : undefined;
}

const placeOf = ({ lesson }: RunPage, step: Step): Place => ({
  title: fullTitle(lesson),
  heading: step.heading,
  path: `/${lesson.slug}/#step-${step.id}`,
});

const groups: readonly (Omit<ErrorGroup, 'texts'> & { readonly words: RegExp })[] = [
  {
    id: 'about-certificates',
    title: 'Certificates and encryption',
    words: /certificat|\btls\b|\bssl|x509|handshake|unrecognized name|private key|\.pem\b|authority/i,
  },
  {
    id: 'about-logins',
    title: 'Logins and permissions',
    words: /auth|sasl|password|permission|denied|rights?\b|access ?(rules|denied)|forbidden|mechanism|log ?in|user /i,
  },
  {
    id: 'about-starting',
    title: 'Starting, files and configuration',
    words:
      /yaml|config|syntax|option|\bjob for\b|starting|to start|expected|command not found|no such file|database|sql|odbc|near </i,
  },
  {
    id: 'about-connections',
    title: 'Connections and names',
    words: /connect|timed? ?out|refused|resolve|host|nodedown|rpc|remote|s2s|route|reach|server|domain/i,
  },
  { id: 'about-others', title: 'Others', words: /(?:)/ },
];

/** The error texts in what the steps of these pages print, each once, under what they are about. */
export function errorTextsOf(pages: readonly RunPage[]): readonly ErrorGroup[] {
  const found = new Map<string, Place[]>();
  for (const page of pages) {
    for (const step of page.lesson.steps) {
      if (step.kind !== 'shell' || step.skip !== undefined || isUndone.test(step.heading)) continue;
      for (const text of new Set((step.output?.text.split('\n') ?? []).flatMap((line) => errorText(line) ?? []))) {
        found.set(text, [...(found.get(text) ?? []), placeOf(page, step)]);
      }
    }
  }
  const groupOf = (text: string) => groups.find(({ words }) => words.test(text));
  const all = [...found].map(([text, places]) => ({ text, places, group: groupOf(text) }));
  return groups.flatMap((group) => {
    const texts = all.filter((one) => one.group === group).sort((a, b) => a.text.localeCompare(b.text, 'en'));
    return texts.length === 0 ? [] : [{ id: group.id, title: group.title, texts }];
  });
}

/** The kinds of errors of RFC 6120 in the order of its sections, each with the namespace of its conditions. */
export const conditionKinds = [
  { kind: 'sasl-error', namespace: 'xmpp-sasl', title: 'Answers to a login' },
  { kind: 'stanza-error', namespace: 'xmpp-stanzas', title: 'Answers to a stanza' },
  { kind: 'stream-error', namespace: 'xmpp-streams', title: 'The connection is closed' },
] as const;

/** Whether a text holds the condition: as an element of its namespace, or as a failure's child. */
function holds(text: string, { kind, name }: Note): boolean {
  const element = new RegExp(`<${name}(\\s[^>]*)?/?>`).exec(text);
  if (element === null) return false;
  const named = /urn:ietf:params:xml:ns:(xmpp-[a-z]+)/.exec(element[0])?.[1];
  const namespace = conditionKinds.find((one) => one.kind === kind)?.namespace;
  if (named !== undefined) return named === namespace;
  return text.includes(`urn:ietf:params:xml:ns:${namespace}`);
}

function textOf(step: Step): string {
  if (step.kind === 'receive') return step.xml;
  return step.kind === 'shell' ? (step.output?.text ?? '') : '';
}

/** Every error condition of RFC 6120 with the steps in which a server answers with it. */
export function conditionsOf(pages: readonly RunPage[]): readonly Condition[] {
  return explainConditions().map((note) => ({
    note,
    id: `${note.kind}-${note.name}`,
    places: pages.flatMap((page) =>
      page.lesson.steps
        .filter((step) => step.skip === undefined && holds(textOf(step), note))
        .map((step) => placeOf(page, step)),
    ),
  }));
}
