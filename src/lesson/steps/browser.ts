/** The instructions of a `browser` block: one a line, in a small exact grammar that a reader can follow as it stands. */
import type { Complaint } from '../frontmatter.ts';
import { asksForSecret } from '../secrets.ts';
import type { BrowserAction, BrowserInstruction, BrowserStep, ClickRole } from '../types.ts';
import { complainIfEmpty, type FenceKind, type Machines, machine, machineBase, onMachines } from './fence-kind.ts';
import type { FenceReader } from './fence-reader.ts';
import { parseDuration } from './options.ts';

const readBrowser = (reader: FenceReader, machines: Machines): BrowserStep => {
  const { instructions, complaints } = parseInstructions(reader.fence.text, reader.fence.line);
  const step: BrowserStep = {
    ...machineBase(reader),
    kind: 'browser',
    instructions,
    on: machine(reader, machines, 'laptop'),
  };
  for (const { line, plain } of complaints) reader.complain(plain, line);
  if (complaints.length === 0) complainIfEmpty(reader, 'an instruction, such as: Open "https://xmpp.example.com/"');
  return step;
};

export const browser: FenceKind = {
  name: 'a "browser" block',
  word: 'browser',
  pages: onMachines,
  is: (reader) => reader.fence.language === 'browser',
  read: readBrowser,
};

interface Instructions {
  readonly instructions: readonly BrowserInstruction[];
  /** Lines count from 1 in the block. */
  readonly complaints: readonly Complaint[];
}

const text = '"((?:[^"\\\\]|\\\\.)*)"';

interface Form {
  /** How it is written, for errors and for the format's page. */
  readonly usage: string;
  readonly pattern: RegExp;
  readonly make: (parts: readonly string[]) => BrowserAction | string;
}

const form = (usage: string, pattern: string, make: Form['make']): Form => ({
  usage,
  pattern: new RegExp(`^${pattern}$`),
  make,
});

const openUrl = (url: string): BrowserAction | string =>
  /^https?:\/\//.test(url) && URL.canParse(url)
    ? { verb: 'open', url }
    : `"${url}" is not an address that a browser opens: write it whole, such as "https://xmpp.example.com:5281/".`;

const see = (words: string, within: string | undefined): BrowserAction | string => {
  if (within === undefined) return { verb: 'see', words };
  const milliseconds = parseDuration(within);
  return milliseconds
    ? { verb: 'see', words, within: milliseconds }
    : `"within ${within}" is not a duration: write within 30s, within 500ms or within 2m.`;
};

const roles = 'button|link|tab|radio|checkbox|menuitem';
const ordinals: Readonly<Record<string, number>> = { second: 2, third: 3, fourth: 4 };
const ordinal = `(${Object.keys(ordinals).join('|')})`;

/** Which of several: nothing for the first. */
const nthOf = (word: string | undefined): { nth?: number } => {
  const nth = word === undefined ? undefined : ordinals[word];
  return nth === undefined ? {} : { nth };
};

/** By the word that begins the line. */
const forms: Readonly<Record<string, Form>> = {
  Open: form('Open "https://xmpp.example.com:9090/"', `Open ${text}`, ([url = '']) => openUrl(url)),
  Click: form(
    'Click "Continue" or: Click the button "Continue" (button, link, tab, radio, checkbox, menuitem) or: Click the second button "Save"',
    `Click (?:the ${ordinal} )?(?:(?:the )?(${roles}) )?${text}`,
    ([which, role, label = '']) => ({
      verb: 'click',
      ...(role ? { role: role as ClickRole } : {}),
      ...nthOf(which),
      label,
    }),
  ),
  Fill: form(
    'Fill "Password" with "rosaline" or: Fill the second "Password" with "rosaline"',
    `Fill (?:the ${ordinal} )?${text} with ${text}`,
    ([which, label = '', value = '']) => ({
      verb: 'fill',
      ...nthOf(which),
      label,
      value,
      ...(value !== '' && asksForSecret(label) ? { secret: true } : {}),
    }),
  ),
  Choose: form('Choose "PostgreSQL" in "Database"', `Choose ${text} in ${text}`, ([option = '', label = '']) => ({
    verb: 'choose',
    label,
    option,
  })),
  Tick: form('Tick "Remember me"', `Tick ${text}`, ([label = '']) => ({ verb: 'tick', label })),
  Untick: form('Untick "Remember me"', `Untick ${text}`, ([label = '']) => ({ verb: 'untick', label })),
  See: form('See "Welcome" or: See "Welcome" within 30s', `See ${text}(?: within (\\S+))?`, ([words = '', within]) =>
    see(words, within),
  ),
  Upload: form('Upload "/home/admin/logo.png" to "Logo"', `Upload ${text} to ${text}`, ([path = '', label = '']) => ({
    verb: 'upload',
    path,
    label,
  })),
  Mask: form('Mask "Uptime"', `Mask ${text}`, ([label = '']) => ({ verb: 'mask', label })),
};

/** @param fenceLine line of the opening fence, so that instructions carry their line in the page */
const parseInstructions = (block: string, fenceLine: number): Instructions => {
  const instructions: BrowserInstruction[] = [];
  const complaints: Complaint[] = [];
  block.split('\n').forEach((source, index) => {
    const written = source.trim();
    if (written === '') return;
    const action = parseInstruction(written);
    if (typeof action === 'string') complaints.push({ line: index + 1, plain: action });
    else instructions.push({ ...action, text: written, line: fenceLine + index + 1 });
  });
  return { instructions, complaints };
};

/** The action, or what is wrong with the line and what to write instead. */
const parseInstruction = (line: string): BrowserAction | string => {
  const verb = line.split(' ', 1)[0] ?? '';
  const known = forms[verb];
  if (!known)
    return `"${verb}" does not begin an instruction. Instructions begin with: ${Object.keys(forms).join(', ')}.`;
  const found = known.pattern.exec(line);
  if (!found) return `This is not understood: write ${known.usage}, nothing after it, with straight quotation marks.`;
  const parts = found.slice(1).map((part) => part?.replace(/\\(["\\])/g, '$1'));
  if (parts.some((part, index) => part === '' && !(verb === 'Fill' && index === 2))) {
    return `A text between "..." is empty: write ${known.usage}.`;
  }
  return known.make(parts);
};
