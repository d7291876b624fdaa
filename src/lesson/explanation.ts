/** The sentences that explain where servers answer differently: their form, and which difference a sentence is about. */
import { parseDocument } from 'yaml';
import { z } from 'zod';
import { errorLine } from './error-line.ts';
import { recipeServers } from './servers.ts';
import type { Explanation, LessonError } from './types.ts';

const server = z.enum(recipeServers);

export const explanationSchema = z
  .strictObject({
    servers: z.array(server).min(1, 'names no server').describe('Whose answers it is about.'),
    steps: z
      .array(z.string().regex(/^s\d+$/, 'is the id of a block, such as s4: "lab check" and the page name it'))
      .min(1, 'names no block')
      .optional()
      .describe('The blocks whose answer differs. Left out: all.'),
    where: z
      .array(z.string().min(1))
      .min(1, 'names no place')
      .optional()
      .describe(
        'Places in the answer, as the page writes them: iq/error/text; * stands for anything. Left out: that the expected answer did not come.',
      ),
    verdict: z
      .enum(['allowed', 'deviation', 'setting'])
      .describe('The specification allows both; the server deviates from it; the guide leaves it that way.'),
    deviates: z
      .array(server)
      .min(1, 'names no server')
      .optional()
      .describe('Who deviates, where it is not the servers whose answer differs from the first one.'),
    sometimes: z
      .boolean()
      .optional()
      .describe('Some runs show it and others do not; without it, one run must show it.'),
    specification: z
      .string()
      .regex(/^(XEP-\d{4}|RFC \d+) section [0-9A-Z]+(\.\d+)*$/, 'is written like XEP-0045 section 7.2.5')
      .optional(),
    says: z
      .string()
      .min(1, 'is a sentence for the reader')
      .describe('What the server does, and why that may be or may not.'),
  })
  .superRefine((value, check) => {
    if (value.verdict !== 'setting' && value.specification === undefined) {
      const message = 'is missing: what is allowed or a deviation is so by a section, such as XEP-0045 section 7.2.5';
      check.addIssue({ code: 'custom', path: ['specification'], message });
    }
  });

/**
 * Reads the sentences that hold for all recipes: a YAML list.
 * @param path for errors
 */
export const readHabits = (path: string, text: string): readonly Explanation[] | LessonError[] => {
  const document = parseDocument(text);
  const [broken] = document.errors;
  if (broken)
    return [{ path, line: broken.linePos?.[0].line ?? 1, plain: `This is not valid YAML: ${broken.message}` }];
  const found = z.array(explanationSchema).safeParse(document.toJS() ?? []);
  if (found.success) return found.data;
  return found.error.issues.map((issue) => {
    const node = document.getIn(issue.path.slice(0, 1), true) as { range?: [number, number, number] } | undefined;
    const line = text.slice(0, node?.range?.[0] ?? 0).split('\n').length;
    return { path, line, plain: `"${issue.path.slice(1).join('.')}" ${issue.message}.` };
  });
};

/**
 * The sentences of `readHabits`, for whoever cannot go on without them.
 * @throws Error that names every place where the text is wrong, a line each
 */
export const requireHabits = (path: string, text: string): readonly Explanation[] => {
  const found = readHabits(path, text);
  const wrong = found.flatMap((one) => ('plain' in one ? [errorLine(one)] : []));
  if (wrong.length > 0) throw new Error(wrong.join('\n'));
  return found.flatMap((one) => ('plain' in one ? [] : [one]));
};

/** One place where an answer differs; absent `path`: the expected answer did not come. */
export interface Place {
  readonly server: Explanation['servers'][number];
  readonly step: string;
  readonly path?: string;
}

export const explains = (explanation: Explanation, { server, step, path }: Place): boolean =>
  explanation.servers.includes(server) &&
  (explanation.steps?.includes(step) ?? true) &&
  (path === undefined ? explanation.where === undefined : (explanation.where ?? []).some((glob) => fits(glob, path)));

/** `iq/query/feature[*]`: a star stands for any text. */
const fits = (glob: string, path: string): boolean => {
  const pattern = glob.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${pattern.join('.*')}$`, 's').test(path);
};
