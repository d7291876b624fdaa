/**
 * The Expressive Code plugin that draws the blocks of a page that runs: it finds the step of a block and puts around it what
 * the reader needs. Blocks of other pages stay as they are.
 */
import { relative } from 'node:path';
import { definePlugin, type ExpressiveCodeBlock } from '@astrojs/starlight/expressive-code';
import { h } from '@astrojs/starlight/expressive-code/hast';
import { type RunPage, readRunPage } from '../../content/index.ts';
import { longDate, type Step } from '../../lesson/index.ts';
import { fenceOption } from './mark-fences.ts';
import {
  browserList,
  expectedCaption,
  type Finding,
  folded,
  realOutput,
  shellNotes,
  stepHead,
  zoneTable,
} from './step-frames.ts';

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

/** What Expressive Code makes of a text: spaces for tabs, no space at the ends of lines, no empty lines at both ends. */
function asDrawn(text: string): string {
  const lines = text.replaceAll('\t', '  ').split(/\r?\n/);
  return lines
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/^\n+|\n+$/g, '');
}

/** A block of a recipe is marked by what happened in the sandbox; what other servers answered stands below the page. */
function findingOf({ step, page }: Part): Finding | undefined {
  const sandbox = page.recorded?.results.find(({ server, hash }) => server === 'sandbox' && hash === page.lesson.hash);
  const findings: readonly Finding[] = page.evidence?.steps ?? sandbox?.steps ?? [];
  return findings.find((finding) => finding.id === step.id);
}

function outputOf(finding: Finding | undefined): string | undefined {
  return finding !== undefined && 'output' in finding ? finding.output : undefined;
}

/** Languages that are names of steps, and how their text is to be coloured. */
const colouring: Readonly<Record<string, string>> = { zone: 'text', browser: 'text' };

/** Steps that a reader does, and can tick: not the checks that are folded away, nor what is only shown. */
function isForReader(step: Step): boolean {
  return !step.hidden && step.skip === undefined && step.kind !== 'send' && step.kind !== 'receive';
}

/** @param base path of the site on its host, with both slashes */
export function stepBlocks(base: string) {
  const addressOf = (slug: string) => (file: string) => `${base}screens/${slug}/${file}`;

  function decorate(part: Part, block: ReturnType<typeof h>): ReturnType<typeof h>[] {
    const { step, page } = part;
    const finding = findingOf(part);
    if (part.kind === 'output') {
      const known = page.state === 'never' || page.state === 'changed' ? undefined : outputOf(finding);
      // Without wildcards the block above is what was printed already.
      const output = known === part.step.output?.text ? undefined : known;
      const when = page.evidence === undefined ? '' : longDate(page.evidence.date);
      return [expectedCaption(), block, ...(output === undefined ? [] : [realOutput(output, when)])] as ReturnType<
        typeof h
      >[];
    }
    const head = stepHead(step, page.state, finding);
    const body = (() => {
      switch (step.kind) {
        case 'shell':
          return [block, ...shellNotes(step)];
        case 'zone':
          return [
            zoneTable(step.records, step.id.slice(1)),
            h('details', { className: ['sb-zone-file'] }, [h('summary', {}, 'As a zone file, to copy'), block]),
          ];
        case 'browser':
          return [
            browserList(
              step.instructions,
              finding !== undefined && 'screenshots' in finding ? finding.screenshots : [],
              addressOf(page.lesson.slug),
            ),
          ];
        case 'file':
        case 'patch':
        case 'send':
        case 'receive':
        case 'shown':
          return [block];
      }
    })();
    const children = [head, ...body] as ReturnType<typeof h>[];
    return step.hidden ? [folded(children) as ReturnType<typeof h>] : children;
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
        renderData.groupAst.properties.className = ['expressive-code', 'sb-step'];
        renderData.groupAst.properties.dataKind = part.kind === 'output' ? 'output' : part.step.kind;
        renderData.groupAst.properties.dataStep = part.step.id;
        if (part.kind === 'step') renderData.groupAst.properties.id = `step-${part.step.id}`;
        if (part.kind === 'step' && isForReader(part.step)) renderData.groupAst.properties.dataTick = 'true';
        renderData.groupAst.children = [...rest, ...decorate(part, figure as ReturnType<typeof h>)];
      },
    },
  });
}
