/** What a run leaves beside its page: `install.mdx` has `install.run.json`. */
import { z } from 'zod';
import { recipeServers } from './servers.ts';
import { stripTerminal, visible } from './terminal.ts';
import type { Lesson } from './types.ts';

/** Raised when a reader of an older file would misunderstand it. */
export const evidenceFormat = 1;

const sum = z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 hexadecimal digits in small letters');
const date = z.iso.datetime({ offset: true, error: 'must be a date and time such as 2026-11-22T14:03:00Z' });
const milliseconds = z.number().nonnegative();
const bytes = z.int().nonnegative();
const slug = z
  .string()
  .regex(
    /^[a-z0-9-]+(\/[a-z0-9-]+)*(@[a-z]+\d*(\.reader)?)?$/,
    'must be the address of a page: guides/prosody/install',
  );
/** May hold what a program said. */
const reason = z.string().min(1).transform(visible);
const status = z.enum(['passed', 'failed', 'skipped']);
const stepKind = z.enum(['shell', 'file', 'patch', 'zone', 'browser', 'send', 'receive', 'shown']);

/** One picture of a browser step. */
const screenshot = z.strictObject({
  file: z
    .string()
    .regex(
      /^s\d+-\d+(\.[a-z]+\d*)?\.webp$/,
      "must be the name of a picture in the page's own folder, such as s4-2.webp",
    )
    .describe(
      "Name in the page's folder: install/s4-2.webp is s4-2.webp; of a page's run on Prosody, s4-2.prosody.webp.",
    ),
  width: z.int().positive().describe('Pixels.'),
  height: z.int().positive(),
  alt: z.string().min(1).describe('What it shows, from the instruction.'),
  instruction: z.int().nonnegative().describe('Which instruction of the step, from 0.'),
});

const step = z.strictObject({
  id: z
    .string()
    .regex(/^s\d+(-before)?$/)
    .describe('Of a check of a drill, s3-before is how it failed before the fix.'),
  line: z.int().positive().describe('Line of the opening fence when it ran.'),
  kind: stepKind,
  status,
  reason: reason.optional().describe('Why it failed or was skipped; always there in these two cases.'),
  milliseconds,
  exit: z.int().min(0).max(255).optional().describe('Exit status of a shell step.'),
  output: z.string().transform(stripTerminal).optional().describe('What was printed, as a terminal shows it.'),
  screenshots: z.array(screenshot).default([]),
});

const machine = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9-]*$/, 'must be a machine name: small letters, digits and hyphens'),
  image: z.string().min(1).describe('As the frontmatter names it: debian-13.'),
  system: z.string().min(1).describe('Debian'),
  version: z.string().min(1).describe('13.2'),
  packages: z
    .array(z.strictObject({ name: z.string().min(1), version: z.string().min(1) }))
    .describe('What the steps of this page installed, by name, with the full version of the package.'),
  memory: bytes.optional().describe('Bytes in use at the end of the page.'),
  disk: bytes.optional().describe('Bytes that the machine takes on top of its image at the end of the page.'),
});

const download = z.strictObject({
  url: z.url(),
  sha256: sum.describe('Of the file that was used.'),
  standIn: z
    .string()
    .min(1)
    .optional()
    .describe('What was used when it was not the file from that address, in words that follow "stood in:".'),
});

const guideEvidence = z.strictObject({
  kind: z.literal('guide').describe('A run of a guide or a drill on machines.'),
  format: z.literal(evidenceFormat),
  page: slug.describe('Slug.'),
  hash: sum.describe("The lesson's hash when it ran."),
  date: date.describe('When the run began.'),
  duration: milliseconds.describe('From the first step to the last, starting of machines not counted.'),
  status,
  reason: reason.optional().describe('Why it failed or was skipped; always there in these two cases.'),
  runner: z
    .string()
    .regex(/^[0-9a-f]{12}$/)
    .optional()
    .describe('The version of the program that ran it, made from its source; absent: an older one.'),
  cold: z.boolean().describe('Run without any cached state, all pages before it included.'),
  chain: z
    .array(z.strictObject({ page: slug, hash: sum }))
    .describe('The pages that made the machines that it started from, the first one first.'),
  server: z
    .strictObject({ name: z.string().min(1), version: z.string().min(1) })
    .optional()
    .describe('The XMPP server that was there at the end, as it names itself: Prosody, 13.0.1.'),
  machines: z.array(machine),
  downloads: z.array(download),
  steps: z.array(step),
});

const recipeStep = z.strictObject({
  id: z.string().regex(/^s\d+$/),
  line: z.int().positive(),
  kind: stepKind,
  status,
  reason: reason.optional(),
  milliseconds,
  received: z.array(z.string()).describe('Stanzas that arrived while the step waited, as text, in their order.'),
  matched: z.int().nonnegative().optional().describe('Which of them fitted, from 0.'),
  captures: z.record(z.string(), z.string()).describe('What the placeholders caught in this step.'),
});

const recipeResult = z.strictObject({
  server: z.enum(recipeServers),
  version: z
    .string()
    .min(1)
    .describe('As the server names it: 13.0.1. Of the server in the tab, the package: 13.0.1-1+deb131u.'),
  hash: sum.describe("The lesson's hash when it ran: results of several servers may be from several days."),
  date,
  duration: milliseconds,
  status,
  reason: reason.optional(),
  steps: z.array(recipeStep),
});

const recipeEvidence = z.strictObject({
  kind: z.literal('recipe').describe('What each server answered to the stanzas of a recipe.'),
  format: z.literal(evidenceFormat),
  page: slug,
  results: z.array(recipeResult).describe('At most one for each server: the last run against it.'),
});

/** A union on `kind`: `guide` (also of drills) or `recipe`. */
export const evidenceSchema = z
  .discriminatedUnion('kind', [guideEvidence, recipeEvidence])
  .superRefine((evidence, check) => {
    const runs = evidence.kind === 'guide' ? [evidence] : evidence.results;
    for (const run of runs) {
      for (const told of [run, ...run.steps]) {
        if (told.status !== 'passed' && told.reason === undefined) {
          const where = 'id' in told ? `step ${told.id}` : 'the run';
          check.addIssue({ code: 'custom', message: `${where} ${told.status}, but no reason is given` });
        }
      }
    }
  });

export type Evidence = z.infer<typeof evidenceSchema>;
export type GuideEvidence = z.infer<typeof guideEvidence>;
export type RecipeEvidence = z.infer<typeof recipeEvidence>;
export type RecipeResult = z.infer<typeof recipeResult>;
export type StepEvidence = z.infer<typeof step>;
export type RecipeStepEvidence = z.infer<typeof recipeStep>;
export type MachineEvidence = z.infer<typeof machine>;
export type DownloadEvidence = z.infer<typeof download>;
export type ScreenshotEvidence = z.infer<typeof screenshot>;

/**
 * @param text content of a `.run.json` file
 * @throws Error in plain words when it is not evidence of this format
 */
export const parseEvidence = (text: string): Evidence => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new Error(`The evidence is not valid JSON (${(error as Error).message}). Run the page again to replace it.`);
  }
  const found = evidenceSchema.safeParse(value);
  if (found.success) return found.data;
  const told = found.error.issues.slice(0, 5).map(({ path, message }) => `${path.join('.') || 'the file'}: ${message}`);
  throw new Error(
    `The evidence is not of format ${evidenceFormat}: ${told.join('; ')}. Run the page again to replace it.`,
  );
};

/**
 * The text of a `.run.json` file, made so that two runs differ only where they differ.
 * @throws ZodError when the evidence is not what the schema says: nothing wrong is ever written
 */
export const formatEvidence = (evidence: Evidence): string =>
  `${JSON.stringify(evidenceSchema.parse(evidence), null, 2)}\n`;

/**
 * Whether the page changed since it ran. A recipe's evidence is stale when the result of any server is.
 * @param before the pages before it (`after`), when a change in one of them counts as well
 */
export const isStale = (lesson: Lesson, evidence: Evidence, before: readonly Lesson[] = []): boolean => {
  if (evidence.kind === 'recipe') {
    return evidence.results.length === 0 || evidence.results.some(({ hash }) => hash !== lesson.hash);
  }
  const ran = new Map(evidence.chain.map(({ page, hash }) => [page, hash]));
  return evidence.hash !== lesson.hash || before.some(({ slug, hash }) => ran.get(slug) !== hash);
};
