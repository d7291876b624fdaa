/** From the text of a page to its lesson, or to everything that is wrong with it. */

import { drillComplaints, machineComplaints, ofDrill, ofMachineDrill, partOf } from './drill/index.ts';
import { type Frontmatter, readFrontmatter } from './frontmatter.ts';
import { goalComplaints } from './goals.ts';
import { hashOf } from './hash.ts';
import { type Fence, readMarkdown } from './markdown.ts';
import { complaintsOf } from './rules.ts';
import {
  type Complain,
  FenceReader,
  kindOf,
  type Machines,
  parseOptions,
  readOutput,
  shellLanguages,
} from './steps/index.ts';
import type { Lesson, LessonError, PageKind, Step } from './types.ts';

/**
 * @param path the page's file, such as `content/guides/prosody/install.mdx`; its slug comes from it, nothing is opened
 * @param text the page's text
 * @returns the lesson, or all errors of the page in the order of its lines
 */
export const read = (path: string, text: string): Lesson | LessonError[] => {
  const errors: LessonError[] = [];
  const complain = (line: number, plain: string): void => {
    errors.push({ path, line, plain });
  };
  const found = readMarkdown(text, path.endsWith('.mdx'));
  if (!found.ok) return [{ path, line: found.line, plain: found.plain }];
  const front = readFrontmatter(found.markdown.frontmatter);
  if (!front.ok) return front.complaints.map(({ line, plain }) => ({ path, line, plain }));
  const data = front.data;
  const kind = data.kind ?? 'page';
  const inTab = data.kind === 'drill' && data.tab !== undefined ? data : undefined;
  for (const plain of data.kind === 'drill' ? drillComplaints(data) : []) complain(1, plain);
  const onMachines = (data.kind === 'guide' || data.kind === 'drill') && !inTab ? data : undefined;
  const machines = onMachines ? (onMachines.machines ?? { server: 'debian-13' }) : {};
  const steps = stepsOf(found.markdown.fences, kind, machines, complain);
  if (errors.length > 0) return errors.sort((a, b) => a.line - b.line);
  const lesson: Omit<Lesson, 'hash'> = {
    slug: slugOf(path),
    kind,
    title: data.title,
    ...(data.description === undefined ? {} : { description: data.description }),
    ...(data.sidebar?.order === undefined ? {} : { order: data.sidebar.order }),
    ...(data.draft ? { draft: true } : {}),
    ...(onMachines?.server ? { server: onMachines.server } : {}),
    ...(typeof onMachines?.after === 'object' ? { afters: onMachines.after } : {}),
    ...(typeof onMachines?.after === 'string' ? { after: onMachines.after } : {}),
    ...('stage' in data && data.stage ? { stage: data.stage } : {}),
    ...(data.symptoms ? { symptoms: data.symptoms } : {}),
    machines,
    downloads: onMachines?.downloads ?? [],
    steps,
    ...(data.kind === 'recipe' ? ofRecipe(data) : {}),
    ...(data.kind === 'lesson' ? ofLesson(data) : {}),
    ...(data.kind === 'drill' ? { ...ofDrill(data), ...ofMachineDrill(data) } : {}),
  };
  const wrong = [
    ...complaintsOf(lesson),
    ...goalComplaints(lesson, found.markdown.fences),
    ...(kind === 'drill' && !inTab ? machineComplaints(lesson) : []),
  ];
  if (wrong.length > 0) return wrong.map((complaint) => ({ path, ...complaint })).sort((a, b) => a.line - b.line);
  return { ...lesson, hash: hashOf(lesson) };
};

const ofRecipe = ({
  tier,
  specifications,
  differences,
}: Extract<Frontmatter, { kind: 'recipe' }>): Pick<Lesson, 'tier' | 'specifications' | 'differences'> => ({
  ...(tier ? { tier } : {}),
  ...(specifications ? { specifications } : {}),
  ...(differences ? { differences } : {}),
});

const ofLesson = ({
  minutes,
  specifications,
}: Extract<Frontmatter, { kind: 'lesson' }>): Pick<Lesson, 'minutes' | 'specifications'> => ({
  minutes,
  ...(specifications ? { specifications } : {}),
});

/** `content/guides/prosody/index.mdx` is `guides/prosody`; `content/index.mdx` is `index`. */
export const slugOf = (path: string): string =>
  path
    .replace(/^.*?(?:^|\/)content\//, '')
    .replace(/\.mdx?$/, '')
    .replace(/\/index$/, '');

const stepsOf = (fences: readonly Fence[], kind: PageKind, machines: Machines, complain: Complain): Step[] => {
  const steps: Step[] = [];
  // The shell block that an output block would belong to: the fence right above, also when something is wrong with it.
  let shellAbove: { readonly step: number } | undefined;
  for (const fence of fences) {
    if (!fence.closed)
      complain(fence.line, 'The block has no end: close it with a line of ``` (as many as it begins with).');
    const parsed = parseOptions(fence.meta);
    if (!parsed.ok) {
      complain(fence.line, parsed.plain);
      shellAbove = shellLanguages.has(fence.language) ? { step: -1 } : undefined;
      continue;
    }
    const reader = new FenceReader(fence, parsed.options, complain);
    if (reader.has('output')) {
      const output = readOutput(reader);
      const above = shellAbove === undefined ? undefined : steps[shellAbove.step];
      if (kind === 'page')
        complain(fence.line, notHere('output', ' A text block without "output" shows what you like.'));
      else if (fence.language !== 'text')
        complain(fence.line, `Write text output instead of ${fence.language} output.`);
      else if (shellAbove === undefined) complain(fence.line, noStepAbove);
      else if (above?.kind === 'shell') steps[shellAbove.step] = { ...above, output };
      shellAbove = undefined;
      continue;
    }
    const step = stepOf(reader, kind, machines);
    shellAbove = step?.kind === 'shell' ? { step: steps.length } : undefined;
    if (step) steps.push({ ...step, id: `s${steps.length + 1}` });
  }
  return steps;
};

const noStepAbove =
  'This output belongs to no step: put it right under the sh run block that prints it, with no other block between them.';

const notHere = (what: string, instead: string): string =>
  `"${what}" means that the block runs, but this page does not: add "kind: guide" (or recipe, lesson, drill) to the frontmatter, or take "${what}" out.${instead}`;

const stepOf = (reader: FenceReader, page: PageKind, machines: Machines): Step | undefined => {
  const { language } = reader.fence;
  const kind = kindOf(reader);
  if (kind === undefined) {
    reader.finish(`a ${language === '' ? 'plain' : language} block that is only shown`);
    if (page !== 'page') complainIfItShouldRun(reader, page);
    return undefined;
  }
  if (page === 'page') {
    reader.complain(notHere(kind.word, kind.instead === undefined ? '' : ` ${kind.instead}`));
    return undefined;
  }
  if (!kind.pages.includes(page)) {
    reader.complain(
      `A ${page} has no machines, so ${kind.name} cannot run in it: make the page a guide, or use xml send and xml receive.`,
    );
    return undefined;
  }
  const step = kind.read(reader, machines);
  const marks = page === 'drill' ? partOf(reader) : {};
  reader.finish(kind.name);
  return { ...step, ...marks };
};

const complainIfItShouldRun = (reader: FenceReader, kind: PageKind): void => {
  const { language } = reader.fence;
  if (shellLanguages.has(language)) {
    reader.complain(`This ${language} block neither runs nor says why not: write "sh run", or skip="the reason".`);
  } else if (language === 'xml') {
    reader.complain(
      `This xml block neither runs nor says why not: write "xml send as=romeo", "xml receive as=romeo"${kind === 'recipe' || kind === 'lesson' ? '' : ', "xml file=/path"'}, or skip="the reason".`,
    );
  }
};
