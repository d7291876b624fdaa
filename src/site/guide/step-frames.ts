/** What stands around a step's block: where it runs, what the last run showed, what must be seen. */
import { h } from '@astrojs/starlight/expressive-code/hast';
import {
  type BrowserInstruction,
  type DnsRecord,
  duration,
  type EvidenceState,
  type RecipeStepEvidence,
  type ScreenshotEvidence,
  type ShellStep,
  type Step,
  type StepEvidence,
  wait,
} from '../../lesson/index.ts';

/** What the last run says of a step, of a guide or of a recipe. */
export type Finding = StepEvidence | RecipeStepEvidence;

type Child = ReturnType<typeof h> | string;

interface Mark {
  readonly status: 'passed' | 'failed' | 'skipped' | 'unknown';
  readonly sign: string;
  readonly words: string;
}

/** The mark of a step. Evidence that is not about this page as it stands marks nothing. */
function markOf(step: Step, state: EvidenceState, finding: Finding | undefined): Mark {
  if (step.skip !== undefined) return { status: 'skipped', sign: '–', words: `not run: ${step.skip}` };
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
      return [h('b', { className: ['sb-account'] }, step.as), step.nothing ? ' receives nothing of this' : ' receives'];
    case 'shown':
      return ['to read'];
  }
}

export function stepHead(step: Step, state: EvidenceState, finding: Finding | undefined): Child {
  const mark = markOf(step, state, finding);
  return h('div', { className: ['sb-step-head'] }, [
    h('span', { className: ['sb-where'] }, placeOf(step)),
    h('span', { className: ['sb-mark'], 'data-status': mark.status }, [
      h('span', { 'aria-hidden': 'true' }, mark.sign),
      ` ${mark.words}`,
    ]),
  ]);
}

/** What a reader must know of a command that the block itself does not show. */
export function shellNotes(step: ShellStep): Child[] {
  const notes: Child[] = [];
  if (step.answers.length > 0) {
    notes.push(
      h('dl', { className: ['sb-answers'] }, [
        h('dt', {}, 'Type when it asks'),
        ...step.answers.map((answer) =>
          h('dd', {}, [
            answer.prompt === undefined ? '' : h('samp', {}, answer.prompt),
            ' ',
            answer.text === '' ? h('kbd', {}, 'Enter') : h('kbd', {}, answer.text),
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

export function expectedCaption(): Child {
  return h('p', { className: ['sb-output-caption'] }, 'You should see');
}

/** The real output of the last run, folded: what is expected stands above it, with its wildcards. */
export function realOutput(output: string, machineDay: string): Child {
  return h('details', { className: ['sb-real'] }, [
    h('summary', {}, `What was printed on ${machineDay}`),
    h('pre', {}, h('code', {}, output)),
  ]);
}

/** @param step its number on the page, so that two tables have two names */
export function zoneTable(records: readonly DnsRecord[], step: string): Child {
  const cell = (text: string) => h('td', {}, h('samp', {}, text));
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
            h('tr', {}, [cell(record.name), cell(record.type), cell(record.data), h('td', {}, `${record.ttl} s`)]),
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

export function browserList(
  instructions: readonly BrowserInstruction[],
  screenshots: readonly ScreenshotEvidence[],
  addressOf: (file: string) => string,
): Child {
  return h(
    'ol',
    { className: ['sb-browser'] },
    instructions.flatMap((instruction, index) => {
      // A mask is an order to the camera, not to the reader.
      if (instruction.verb === 'mask') return [];
      const shots = screenshots.filter((shot) => shot.instruction === index);
      return [
        h('li', {}, [
          h('span', {}, instructionWords(instruction.text)),
          ...shots.map((shot) =>
            h('img', {
              src: addressOf(shot.file),
              width: shot.width,
              height: shot.height,
              alt: shot.alt,
              loading: 'lazy',
              decoding: 'async',
            }),
          ),
        ]),
      ];
    }),
  );
}

export function folded(children: Child[]): Child {
  return h('details', { className: ['sb-hidden'] }, [h('summary', {}, 'Show the check that ran here'), ...children]);
}
