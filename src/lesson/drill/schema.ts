/**
 * The frontmatter of a drill in the tab: a world that is broken, what shows that it works again, what fixes it, and what does not. The page
 * below it is the end: the cause, and where to see it next time.
 */
import { z } from 'zod';

const account = z
  .string()
  .regex(
    /^[a-z][a-z0-9._-]*(@[a-z0-9.-]+)?(\/\S+)?$/,
    'is an account, such as romeo, romeo/phone or tybalt@capulet.example',
  );

const host = z
  .enum(['montague.example', 'capulet.example'])
  .describe('One of the two servers of the sandbox, by its name.');

const edit = z
  .strictObject({
    host,
    replace: z.string().min(1, 'is empty: name the lines of the configuration that change'),
    with: z.string(),
  })
  .describe('Lines of the configuration that are there once, and the lines that take their place.');

const dns = z
  .record(
    z.string().regex(/^\S+ [A-Z]+$/, 'is a name and a type, such as "xmpp.capulet.example A"'),
    z.array(z.string()),
  )
  .describe('Records that take the place of those of the same name and type; an empty list takes them away.');

const seconds = z.number().int('is a whole number of seconds').min(1, 'is at least 1 second');

const sent = z.strictObject({ as: account, xml: z.string().min(1, 'is empty: write the stanza that is sent') });

/** What somebody does to the servers, in this order: first the files, then what is done while they run. */
const change = z.strictObject({
  config: z.array(edit).optional(),
  dns: dns.optional(),
  shell: z.array(z.strictObject({ host, line: z.string().min(1, 'is empty: write a line of the shell') })).optional(),
  sends: z.array(sent).optional(),
});

const says = z.string().min(1, 'is empty: write a sentence');

/** One of the four, by its key. Written flat, so that a mistake is told in words and not as four failures of a union. */
const step = z
  .strictObject({
    send: account.optional().describe('Who sends `xml`.'),
    receive: account.optional().describe('To whom something like `xml` must come.'),
    never: account.optional().describe('To whom nothing like `xml` may come.'),
    advance: seconds.optional().describe('Moves the clock of the servers.'),
    xml: z.string().optional(),
  })
  .refine((one) => ['send', 'receive', 'never', 'advance'].filter((key) => key in one).length === 1, {
    error: 'is one thing: write exactly one of send, receive, never and advance',
  })
  .refine((one) => 'advance' in one !== (one.xml !== undefined && one.xml.trim() !== ''), {
    error: 'needs xml beside send, receive or never, and none beside advance',
  });

const check = z.strictObject({
  says: says.describe('What holds when the fault is gone, as the user would notice it.'),
  steps: z.array(step).min(1, 'is empty: a check has at least one step'),
});

const attempt = change.extend({ says: says.describe('What somebody does, in a sentence.') });

export const tabSchema = z
  .strictObject({
    servers: z.union([z.literal(1), z.literal(2)], { error: 'is 1 or 2' }).optional(),
    people: z
      .array(account)
      .optional()
      .describe('Who is signed in when the console opens; all whom the drill names, unless somebody has to be away.'),
    /** Before the reader comes. */
    world: change.omit({ shell: true }).extend({ ahead: seconds.optional() }),
    checks: z.array(check).min(1, 'is empty: without a check nobody knows when the drill is over'),
    solution: attempt,
    wrong: z.array(attempt).min(2, 'has at least two: what people try first, and what does not help'),
  })
  .describe(
    'The drill runs in the sandbox of the reader’s tab, and its checks are tried on each solution by `npm test`.',
  );

export const hintsSchema = z
  .tuple([z.string().min(1), z.string().min(1), z.string().min(1)], {
    error: 'has three hints: where to look, what to see there, and what it means',
  })
  .describe('Three tiers of hints: where to look, what to see there, what it means.');

export const reportSchema = z
  .strictObject({
    url: z.url({ protocol: /^https$/, error: 'is the full address of a public thread' }),
    title: z.string().min(1),
  })
  .describe('Where somebody reported the same in public.');

export type TabDrill = z.infer<typeof tabSchema>;
export type DrillChange = z.infer<typeof change>;
export type DrillAttempt = z.infer<typeof attempt>;
export type DrillCheck = z.infer<typeof check>;
export type DrillStep = z.infer<typeof step>;
export type DrillEdit = z.infer<typeof edit>;
export type DrillReport = z.infer<typeof reportSchema>;
export type DrillSend = z.infer<typeof sent>;
