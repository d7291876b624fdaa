/**
 * The Expressive Code plugin that draws the blocks of a page that runs: it finds the step of a block and puts around it what
 * the reader needs. Blocks of other pages stay as they are.
 */
import { relative } from 'node:path';
import { definePlugin, type ExpressiveCodeBlock } from '@astrojs/starlight/expressive-code';
import { h } from '@astrojs/starlight/expressive-code/hast';
import { type RunPage, readRunPage } from '../../content/index.ts';
import { isOfStanzas, longDate, type Step } from '../../lesson/index.ts';
import { drawExactly } from '../code/exact-lines.ts';
import type { Node } from '../code/lean-code.ts';
import { type Finding, type Found, findingsOf } from './findings.ts';
import { fenceOption } from './mark-fences.ts';
import { isForReader } from './reader-steps.ts';
import { copyButtons, withoutCornerButton } from './step-copy.ts';
import {
  browserList,
  drillWarning,
  expectedCaption,
  folded,
  foldedSolution,
  realOutput,
  shellNotes,
  stepHead,
  zoneTable,
} from './step-frames.ts';

type Element = ReturnType<typeof h>;

/** What a block is on its page: a step, or the output that belongs to one. */
type Part =
  | { readonly kind: 'step'; readonly step: Step; readonly page: RunPage }
  | { readonly kind: 'output'; readonly step: Extract<Step, { kind: 'shell' }>; readonly page: RunPage };

async function partOf(block: ExpressiveCodeBlock): Promise<Part | undefined> {
  const fence = block.metaOptions.getString(fenceOption);
  const path = block.parentDocument?.sourceFilePath;
  if (fence === undefined || path === undefined || path === '') return undefined;
  const page = await readRunPage(path);
  const offset = Number(fence);
  for (const step of page.lesson.steps) {
    if (step.fence === offset) return { kind: 'step', step, page };
    if (step.kind === 'shell' && step.output?.fence === offset) return { kind: 'output', step, page };
  }
  return undefined;
}

/**
 * A mark above a block that was not what ran would be a lie: then the build ends.
 * @throws Error with file and line
 */
function refuseOtherText(part: Part, block: ExpressiveCodeBlock): void {
  const [text, line] =
    part.kind === 'output'
      ? [part.step.output?.text ?? '', part.step.output?.line]
      : [textOf(part.step), part.step.line];
  const drawn = part.step.kind === 'browser' ? instructionsOf(block.code) : block.code;
  if (asDrawn(text) === drawn) return;
  const path = relative(process.cwd(), block.parentDocument?.sourceFilePath ?? '');
  throw new Error(
    `${path}:${line}: The block that is drawn here is not the one that step ${part.step.id} was read from, so its mark would stand above something that did not run. If the page was changed while it was built, build it again; otherwise a plugin changed the block.`,
  );
}

/** What the reader of a lesson makes the server send. */
function isGoal(step: Step): boolean {
  return step.kind === 'receive' && step.goal === true;
}

/** The block of a step as its page has it. */
function textOf(step: Step): string {
  switch (step.kind) {
    case 'shell':
      return step.command;
    case 'file':
      return step.content;
    case 'patch':
      return step.diff;
    case 'zone':
    case 'shown':
      return step.text;
    case 'browser':
      return step.instructions.map(({ text }) => text).join('\n');
    case 'send':
    case 'receive':
      return step.xml;
  }
}

/** A browser block's instructions, which are read without the space around them. */
function instructionsOf(block: string): string {
  return block
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n');
}

/** What Expressive Code makes of a text: no space at the ends of lines, no empty lines at both ends. */
function asDrawn(text: string): string {
  const lines = text.split(/\r?\n/);
  return lines
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/^\n+|\n+$/g, '');
}

function outputOf(finding: Finding | undefined): string | undefined {
  return finding !== undefined && 'output' in finding ? finding.output : undefined;
}

/** Languages that are names of steps, and how their text is to be coloured. */
const colouring: Readonly<Record<string, string>> = { zone: 'text', browser: 'text' };

/** The real outputs that say more than the block above them: without wildcards it is what was printed already. */
function realOutputs(founds: readonly Found[], expected: string | undefined): ReturnType<typeof realOutput>[] {
  return founds.flatMap(({ server, state, finding, date }) => {
    const output = state === 'never' || state === 'changed' ? undefined : outputOf(finding);
    if (output === undefined || output === expected) return [];
    const when = date === undefined ? '' : longDate(date);
    return [realOutput(output, server === '' ? when : `${when}, ${server}`)];
  });
}

/** @param base path of the site on its host, with both slashes */
export function stepBlocks(base: string) {
  const addressOf = (slug: string) => (file: string) => `${base}screens/${slug}/${file}`;

  function decorate(part: Part, block: Element): Element[] {
    const { step, page } = part;
    const { steps, slug } = page.lesson;
    const founds = findingsOf(page, step);
    if (step.drill) withoutCornerButton(block as Node);
    if (part.kind === 'output') {
      return [expectedCaption(step), block, ...realOutputs(founds, part.step.output?.text)] as Element[];
    }
    const body = (() => {
      switch (step.kind) {
        case 'shell':
          return [block, ...copyButtons(step), ...shellNotes(step, steps)];
        case 'zone':
          return [
            zoneTable(step.records, step.id.slice(1)),
            h('details', { className: ['sb-zone-file'] }, [
              h('summary', {}, 'As a zone file, to copy'),
              block,
              ...copyButtons(step),
            ]),
          ];
        case 'browser': {
          const shown = founds.find(({ finding }) => finding !== undefined && 'screenshots' in finding)?.finding;
          const screenshots = shown !== undefined && 'screenshots' in shown ? shown.screenshots : [];
          return [browserList(step, steps, screenshots, addressOf(slug))];
        }
        case 'file':
        case 'patch':
          drawExactly(block as Node, textOf(step));
          return [block, ...copyButtons(step)];
        case 'send':
        case 'receive':
        case 'shown':
          return [block];
      }
    })();
    const number = isOfStanzas(page.lesson) ? steps.indexOf(step) + 1 : undefined;
    const children = [stepHead(step, founds, number), ...body] as Element[];
    const warned = step.drill ? ([drillWarning(), ...children] as Element[]) : children;
    if (step.kind === 'send' && step.solution) return [foldedSolution(children) as Element];
    return step.hidden ? [folded(warned, step.lab) as Element] : warned;
  }

  /** What the scripts of a page know of a step. */
  function tell(part: Part, properties: Element['properties']): void {
    const { step } = part;
    properties.className = [
      'expressive-code',
      'sb-step',
      ...(step.drill ? ['sb-drill'] : []),
      ...(isGoal(step) ? ['sb-goal'] : []),
    ];
    properties.dataKind = part.kind === 'output' ? 'output' : step.kind;
    if (part.kind === 'output') return;
    properties.id = `step-${step.id}`;
    if (isForReader(step)) properties.dataTick = 'true';
    if ('on' in step) properties.dataOn = step.on;
    if ('as' in step && step.kind === 'shell' && step.as !== 'admin') properties.dataAs = step.as;
  }

  return definePlugin({
    name: 'stanzabox-step-blocks',
    hooks: {
      preprocessLanguage: ({ codeBlock }) => {
        codeBlock.language = colouring[codeBlock.language] ?? codeBlock.language;
      },
      preprocessMetadata: async ({ codeBlock }) => {
        const part = await partOf(codeBlock);
        if (part !== undefined) refuseOtherText(part, codeBlock);
        if (part?.kind === 'step' && (part.step.kind === 'file' || part.step.kind === 'patch')) {
          codeBlock.props.title = part.step.path;
        }
      },
      postprocessRenderedBlockGroup: async ({ renderedGroupContents, renderData }) => {
        const block = renderedGroupContents[0]?.codeBlock;
        const part = block === undefined ? undefined : await partOf(block);
        if (part === undefined) return;
        const drawn = renderData.groupAst.children.filter((child) => child.type === 'element');
        const figure = drawn.find((child) => child.type === 'element' && child.tagName === 'figure');
        if (figure === undefined) return;
        const rest = renderData.groupAst.children.filter((child) => child !== figure);
        tell(part, renderData.groupAst.properties);
        renderData.groupAst.children = [...rest, ...decorate(part, figure as Element)];
      },
    },
  });
}
