/** What a page says about itself at its top. The schema is Starlight's too: `docsSchema({ extend: pageSchema })`. */
import { LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { hintsSchema, reportSchema, tabSchema } from './drill/schema.ts';
import { explanationSchema } from './explanation.ts';
import { servers } from './servers.ts';
import { stages } from './stages.ts';
import { tiers } from './tiers.ts';

const machineName = /^[a-z][a-z0-9-]*$/;

const server = z.enum(servers).describe('The XMPP server that the page is about.');

const address = z
  .string()
  .regex(
    /^[a-z0-9-]+(\/[a-z0-9-]+)*(@[a-z]+)?$/,
    'is the address of a page without slashes around it, such as guides/prosody/install (guides/any/ladder@prosody where that page is about several)',
  );

const after = z
  .union([address, z.partialRecord(server, address)], {
    error:
      'is the address of a page, such as guides/prosody/install, or one for each server: { prosody: guides/prosody/install }',
  })
  .describe(
    'The page whose machines this one starts from, as they were left, after a reboot. A page about several servers names one for each, and runs once for each.',
  );

const stage = z.enum(stages).describe('When an operator needs the page: its place in /guides/.');

const symptoms = z
  .array(z.string().min(1))
  .describe('What somebody who needs the page would say is wrong, in their own words; the search finds it by them.');

const machines = z
  .record(
    z.string().regex(machineName, 'is a machine name: small letters, digits and hyphens, such as server'),
    z.string().regex(machineName, 'is an image or a role, such as debian-13 or prosody'),
  )
  .refine((all) => Object.keys(all).length > 0, 'names no machine: write { server: debian-13 } or leave it out')
  .describe('The machines of the page: name to image (debian-13) or role (prosody: a friend that is set up already).');

const downloads = z
  .array(
    z.strictObject({
      url: z.url({ protocol: /^https?$/, error: 'is the full address, such as https://example.org/file.deb' }),
      sha256: z
        .string()
        .regex(/^[0-9a-f]{64}$/, 'is 64 hexadecimal digits in small letters')
        .optional()
        .describe('The sum that the publisher names. Left out until a run with internet pins it.'),
    }),
  )
  .describe('What the commands of the page download, so that the lab can serve it and check it.');

/** What guides and drills have in common: they run on machines. */
const onMachines = z.strictObject({
  server: server.optional(),
  after: after.optional(),
  machines: machines.optional(),
  downloads: downloads.optional(),
  stage: stage.optional(),
  symptoms: symptoms.optional(),
});

const guide = onMachines.extend({
  kind: z.literal('guide').describe('Operating a server, step by step; runs on machines of the lab.'),
});

const drill = onMachines.extend({
  kind: z
    .literal('drill')
    .describe('A fault is brought about for real, and the reader finds it; runs in the tab, or like a guide.'),
  says: z.string().min(1).optional().describe('What the user said, in their words.'),
  hints: hintsSchema.optional(),
  report: reportSchema.optional(),
  tab: tabSchema.optional(),
});

const specifications = z
  .array(z.string().regex(/^(XEP-\d{4}|RFC \d+)$/, 'is written like XEP-0030 or RFC 6121'))
  .describe('What defines the stanzas of the page.');

const recipe = z.strictObject({
  kind: z.literal('recipe').describe('Stanzas to send and to receive; runs in the sandbox and against every server.'),
  tier: z.enum(tiers).optional().describe('Its part of the learning path.'),
  specifications: specifications.optional(),
  differences: z.array(explanationSchema).optional().describe('Why servers answer differently, in sentences.'),
  symptoms: symptoms.optional(),
});

const lesson = z.strictObject({
  kind: z.literal('lesson').describe('Stanzas as in a recipe, and goals that the reader reaches; runs in the sandbox.'),
  minutes: z
    .int('is a whole number of minutes')
    .positive('is a whole number of minutes')
    .describe('How long it is planned to take.'),
  specifications: specifications.optional(),
  symptoms: symptoms.optional(),
});

const page = z.strictObject({
  kind: z.literal('page').optional().describe('A page that runs nothing; the same as no kind at all.'),
  stage: stage.optional(),
  symptoms: symptoms.optional(),
});

/** A union on `kind`; pass it to Starlight's docsSchema as `extend`. Unknown keys are errors. */
export const pageSchema = z.discriminatedUnion('kind', [guide, drill, recipe, lesson, page]);

export type PageData = z.infer<typeof pageSchema>;

/** Starlight's own keys (its reference: "Frontmatter"); values that no lesson uses are Starlight's to check. */
const starlight = {
  title: z.string().min(1, 'is the title of the page, in a few words'),
  description: z.string().optional(),
  slug: z.unknown().optional(),
  editUrl: z.unknown().optional(),
  head: z.unknown().optional(),
  tableOfContents: z.unknown().optional(),
  template: z.unknown().optional(),
  hero: z.unknown().optional(),
  lastUpdated: z.unknown().optional(),
  prev: z.unknown().optional(),
  next: z.unknown().optional(),
  sidebar: z.looseObject({ order: z.number().optional() }).optional(),
  banner: z.unknown().optional(),
  pagefind: z.unknown().optional(),
  draft: z.boolean().optional(),
};

const wholeSchema = z.discriminatedUnion('kind', [
  guide.extend(starlight),
  drill.extend(starlight),
  recipe.extend(starlight),
  lesson.extend(starlight),
  page.extend(starlight),
]);

export type Frontmatter = z.infer<typeof wholeSchema>;

export interface Complaint {
  readonly line: number;
  readonly plain: string;
}

export type FrontmatterResult =
  | { readonly ok: true; readonly data: Frontmatter }
  | { readonly ok: false; readonly complaints: readonly Complaint[] };

/** Reads the YAML between the `---` lines; its first line is line 2 of the file. */
export const readFrontmatter = (yaml: string): FrontmatterResult => {
  const lines = new LineCounter();
  const document = parseDocument(yaml, { lineCounter: lines });
  const lineAt = (offset: number): number => lines.linePos(offset).line + 1;
  if (document.errors.length > 0) {
    return {
      ok: false,
      complaints: document.errors.map((error) => ({
        line: lineAt(error.pos[0]),
        plain: `The frontmatter is not valid YAML: ${error.message.split('\n')[0]}`,
      })),
    };
  }
  const found = wholeSchema.safeParse(document.toJS() ?? {}, { reportInput: true });
  if (found.success) return { ok: true, data: found.data };
  const lineOf = (path: readonly PropertyKey[]): number => {
    for (let length = path.length; length > 0; length -= 1) {
      const node = document.getIn(path.slice(0, length), true) as { range?: [number, number, number] } | undefined;
      if (node?.range) return lineAt(node.range[0]);
    }
    return 1;
  };
  return {
    ok: false,
    complaints: found.error.issues.flatMap((issue) =>
      explainIssue(issue).map((told) => ({ line: lineOf([...issue.path, ...told.more]), plain: told.plain })),
    ),
  };
};

type Told = { readonly more: readonly PropertyKey[]; readonly plain: string };

const kinds = 'guide, recipe, lesson, drill or page';

const explainIssue = (issue: z.core.$ZodIssue): Told[] => {
  const key = issue.path.map(String).join('.');
  const told = (plain: string): Told[] => [{ more: [], plain }];
  switch (issue.code) {
    case 'unrecognized_keys':
      if (key === 'after')
        return issue.keys.map((name) => ({
          more: [name],
          plain: `"after" names a page for each server, and "${name}" is none: ${servers.join(', ')}.`,
        }));
      return issue.keys.map((name) => ({
        more: [name],
        plain: `"${[...issue.path, name].map(String).join('.')}" means nothing in the frontmatter of this kind of page. Look for a spelling mistake, for a wrong "kind" (${kinds}), or leave it out.`,
      }));
    case 'invalid_union':
      return told(`"${key}" must be ${kinds}; leave it out for a page that runs nothing.`);
    case 'invalid_value':
      return told(`"${key}" must be one of: ${issue.values.map(String).join(', ')}.`);
    case 'invalid_type':
      if (issue.input === undefined && issue.path.length > 0)
        return told(`"${key}" is missing: write ${key}: ... in the frontmatter.`);
      return told(`"${key}" must be ${expected[issue.expected] ?? issue.expected}.`);
    case 'invalid_key':
      return told(`"${key}" ${issue.issues[0]?.message ?? 'is not a good name'}.`);
    default:
      return told(`"${key}" ${issue.message}.`);
  }
};

const expected: Readonly<Record<string, string>> = {
  string: 'a text; put it between "..." when it looks like a number',
  number: 'a number',
  record: 'a list of names and values, such as { server: debian-13 }',
  object: 'a list of names and values between { and }',
  array: 'a list, such as [{ url: "https://..." }]',
};
