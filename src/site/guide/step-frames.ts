/** What stands around a step's block: where it runs, what the last run showed, what must be seen. */
import { h } from '@astrojs/starlight/expressive-code/hast';
import {
  type BrowserInstruction,
  type BrowserStep,
  beforeId,
  type DnsRecord,
  displayName,
  duration,
  type ScreenshotEvidence,
  type ShellStep,
  type Step,
  wait,
} from '../../lesson/index.ts';
import type { Found } from './findings.ts';
import { again, secretOf, secretWords } from './secret-words.ts';

type Child = ReturnType<typeof h> | string;

interface Mark {
  readonly status: 'passed' | 'failed' | 'skipped' | 'unknown';
  readonly sign: string;
  readonly words: string;
}

/** The mark of a step. Evidence that is not about this page as it stands marks nothing. */
function markOf(step: Step, { state, finding }: Found): Mark {
  if (state === 'never') return { status: 'unknown', sign: '?', words: 'never run' };
  if (state === 'changed' || finding === undefined) {
    return { status: 'unknown', sign: '?', words: 'the page changed since it ran' };
  }
  switch (finding.status) {
    case 'passed': {
      if (step.kind === 'send') return { status: 'passed', sign: '✓', words: 'sent in the last run' };
      if (step.kind === 'receive')
        return {
          status: 'passed',
          sign: '✓',
          words: step.nothing ? 'none came in the last run' : 'came in the last run',
        };
      if (finding.id === beforeId(step.id))
        return {
          status: 'passed',
          sign: '✓',
          words: `failed, as often as it was tried in ${duration(finding.milliseconds)}`,
        };
      const exit =
        !('exit' in finding) || finding.exit === undefined || finding.exit === 0
          ? ''
          : `exit ${finding.exit} as expected, `;
      return { status: 'passed', sign: '✓', words: `ran, ${exit}${duration(finding.milliseconds)}` };
    }
    case 'failed':
      return {
        status: 'failed',
        sign: '✗',
        words: `failed in the last run${finding.reason ? `: ${finding.reason}` : ''}`,
      };
    case 'skipped':
      return { status: 'skipped', sign: '–', words: `not run: ${finding.reason ?? 'no reason was given'}` };
  }
}

/** One mark for each run that the step is part of. */
function marksOf(step: Step, founds: readonly Found[]): Mark[] {
  if (step.skip !== undefined) return [{ status: 'skipped', sign: '–', words: `not run: ${step.skip}` }];
  return founds.map((found) => {
    const mark = markOf(step, found);
    return found.server === '' ? mark : { ...mark, words: `${found.server}: ${mark.words}` };
  });
}

function machine(name: string): Child {
  return h('b', { className: ['sb-machine'], 'data-machine': name }, name);
}

/** Where a step happens, in words: "on server, as root". */
function placeOf(step: Step): Child[] {
  switch (step.kind) {
    case 'shell':
      return ['on ', machine(step.on), step.as === 'admin' ? '' : `, as ${step.as}`];
    case 'file':
      return [
        'file on ',
        machine(step.on),
        step.owner === undefined ? '' : `, owner ${step.owner}`,
        step.mode === undefined ? '' : `, mode ${step.mode}`,
      ];
    case 'patch':
      return ['change on ', machine(step.on)];
    case 'zone':
      return [step.remove ? 'take out of your DNS zone' : 'in your DNS zone'];
    case 'browser':
      return ['in a browser on ', machine(step.on)];
    case 'send':
      return [h('b', { className: ['sb-account'] }, step.as), ' sends'];
    case 'receive':
      if (step.goal) return [h('b', {}, 'Your goal: '), h('b', { className: ['sb-account'] }, step.as), ' receives'];
      return [h('b', { className: ['sb-account'] }, step.as), step.nothing ? ' receives nothing of this' : ' receives'];
    case 'shown':
      return ['to read'];
  }
}

/** "Prosody only", of a step that is for some of the servers that its page is about. */
function serversOf(step: Step): Child[] {
  if (step.for === undefined) return [];
  const names = new Intl.ListFormat('en-GB').format(step.for.map(displayName));
  return [h('b', { className: ['sb-for'] }, `${names} only`), ' '];
}

/** @param number of the step on its page, from 1, where the page speaks of its steps by their numbers */
export function stepHead(step: Step, founds: readonly Found[], number?: number): Child {
  const numbered = number === undefined ? [] : [`Step ${number}: `];
  return h('div', { className: ['sb-step-head'] }, [
    h('span', { className: ['sb-where'] }, [...numbered, ...serversOf(step), ...placeOf(step)]),
    h(
      'span',
      { className: ['sb-marks'] },
      marksOf(step, founds).map((mark) =>
        h('span', { className: ['sb-mark'], 'data-status': mark.status }, [
          h('span', { 'aria-hidden': 'true' }, mark.sign),
          ` ${mark.words}`,
        ]),
      ),
    ),
  ]);
}

/** Above a fault made on purpose, and above what undoes it. */
export function drillWarning(): Child {
  return h('p', { className: ['sb-drill-words'] }, [
    h('b', {}, 'Done in the lab to show you.'),
    ' Do not do this on a server with users.',
  ]);
}

/** What is typed at a prompt. A password is the reader's own; the lab's stands beside it, small. */
function typed(words: string | undefined, text: string): Child[] {
  if (words === undefined) return [h('kbd', {}, text === '' ? 'Enter' : text)];
  if (words === again) return [h('em', {}, words)];
  return [h('em', {}, words), ' ', h('small', {}, ['in the lab: ', h('samp', {}, text)])];
}

/**
 * What a reader must know of a command that the block itself does not show.
 * @param steps of the page, for passwords that are asked for again
 */
export function shellNotes(step: ShellStep, steps: readonly Step[]): Child[] {
  const notes: Child[] = [];
  if (step.answers.length > 0) {
    notes.push(
      h('dl', { className: ['sb-answers'] }, [
        h('dt', {}, 'Type when it asks'),
        ...step.answers.map((answer, index) =>
          h('dd', {}, [
            answer.prompt === undefined ? '' : h('samp', {}, answer.prompt),
            ' ',
            ...typed(secretWords(steps, step, index), answer.text),
          ]),
        ),
      ]),
    );
  }
  if (step.exit !== 0) {
    notes.push(h('p', { className: ['sb-note'] }, `This is meant to fail: it ends with exit status ${step.exit}.`));
  }
  if (step.within !== undefined) {
    notes.push(
      h(
        'p',
        { className: ['sb-note'] },
        `If it does not hold at once, repeat it: it may take up to ${wait(step.within)}.`,
      ),
    );
  }
  return notes;
}

/** Of a fault made on purpose the reader sees nothing: nobody asks them to do it. */
export function expectedCaption({ drill }: Step): Child {
  return h('p', { className: ['sb-output-caption'] }, drill ? 'It printed' : 'You should see');
}

/** The real output of the last run, folded: what is expected stands above it, with its wildcards. */
export function realOutput(output: string, when: string): Child {
  return h('details', { className: ['sb-real'] }, [
    h('summary', {}, `What was printed on ${when}`),
    h('pre', keyArt.test(output) ? { 'data-pagefind-ignore': '' } : {}, h('code', {}, output)),
  ]);
}

/** The picture of an SSH key is no text: its letters would be found by whoever searches for a word like OMEMO. */
const keyArt = /^\+-+\[SHA256\]-+\+$/m;

/** @param step its number on the page, so that two tables have two names */
export function zoneTable(records: readonly DnsRecord[], step: string): Child {
  // On a phone each record is a list of its own, and its values need their names.
  const cell = (label: string, text: string) => h('td', { 'data-label': label }, h('samp', {}, text));
  return h(
    'div',
    { className: ['sb-zone'], tabindex: '0', role: 'region', 'aria-label': `DNS records of step ${step}` },
    [
      h('table', {}, [
        h(
          'thead',
          {},
          h(
            'tr',
            {},
            ['Name', 'Type', 'Value', 'TTL'].map((name) => h('th', { scope: 'col' }, name)),
          ),
        ),
        h(
          'tbody',
          {},
          records.map((record) =>
            h('tr', {}, [
              cell('Name', record.name),
              cell('Type', record.type),
              cell('Value', record.data),
              h('td', { 'data-label': 'TTL' }, `${record.ttl} s`),
            ]),
          ),
        ),
      ]),
    ],
  );
}

/** Quoted words of an instruction are what is on the screen; the others are ours. */
function instructionWords(text: string): Child[] {
  return text
    .split(/("[^"]*")/)
    .filter((part) => part !== '')
    .map((part) => (part.startsWith('"') ? h('b', {}, part.slice(1, -1)) : part));
}

/** A password in an instruction gives way to words: the last thing in quotation marks of `Fill "Password" with "..."`. */
const withoutSecret = (text: string): string => text.replace(/"(?:[^"\\]|\\.)*"$/, '');

function instructionOf(step: BrowserStep, index: number, steps: readonly Step[]): Child[] {
  const instruction = step.instructions[index];
  if (instruction === undefined) return [];
  const secret = secretOf(instruction);
  if (secret === undefined) return instructionWords(instruction.text);
  return [...instructionWords(withoutSecret(instruction.text)), ...typed(secretWords(steps, step, index), secret.text)];
}

/** What a picture shows, for those who do not see it; its words come from the instruction. */
function alternative({ alt }: ScreenshotEvidence, instruction: BrowserInstruction): string {
  const secret = secretOf(instruction);
  return secret === undefined ? alt : alt.replaceAll(`"${secret.text}"`, 'a password').replaceAll(secret.text, '...');
}

/** @param addressOf of a picture; it leads there too, since it is larger than the page's text is wide */
export function browserList(
  step: BrowserStep,
  steps: readonly Step[],
  screenshots: readonly ScreenshotEvidence[],
  addressOf: (file: string) => string,
): Child {
  return h(
    'ol',
    { className: ['sb-browser'] },
    step.instructions.flatMap((instruction, index) => {
      // A mask is an order to the camera, not to the reader.
      if (instruction.verb === 'mask') return [];
      const shots = screenshots.filter((shot) => shot.instruction === index);
      return [
        h('li', {}, [
          h('span', {}, instructionOf(step, index, steps)),
          ...shots.map((shot) =>
            h('a', { href: addressOf(shot.file), className: ['sb-shot'], title: 'The picture in its full size' }, [
              h('img', {
                src: addressOf(shot.file),
                width: shot.width,
                height: shot.height,
                alt: alternative(shot, instruction),
                loading: 'lazy',
                decoding: 'async',
              }),
            ]),
          ),
        ]),
      ];
    }),
  );
}

/** @param lab what the lab does in the place of somebody else; absent for a check */
export function folded(children: Child[], lab: string | undefined): Child {
  const words = lab === undefined ? 'Show the check that ran here' : `What the lab did here: ${lab}`;
  return h('details', { className: ['sb-hidden'] }, [h('summary', {}, words), ...children]);
}

/** One way to reach the goal below it, which the reader looks at afterwards or when stuck. */
export function foldedSolution(children: Child[]): Child {
  return h('details', { className: ['sb-hidden', 'sb-solution'] }, [h('summary', {}, 'Show one way'), ...children]);
}
