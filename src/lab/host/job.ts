/** What the host asks of a world. Passed as a JSON file in the run's folder. */
import { z } from 'zod';
import { servers } from '../../lesson/index.ts';
import { preparedDownload } from './downloads.ts';

const slug = z.string().min(1);
const file = z.string().min(1);

const runJob = z.strictObject({
  kind: z.literal('run'),
  slugs: z.array(slug).readonly().describe('Pages to report on, in order; those that they come after are run as well.'),
  update: z.boolean(),
  keep: z.boolean(),
  repeat: z.int().positive(),
  cold: z.boolean().describe('Nothing from earlier runs but images and packages.'),
  budget: z
    .number()
    .positive()
    .optional()
    .describe('Milliseconds for pages that did not change; absent: all pages are run.'),
  json: file.optional(),
  junit: file.optional(),
});

const upJob = z.strictObject({ kind: z.literal('up'), slug });

const matrixJob = z
  .strictObject({
    kind: z.literal('matrix'),
    recipes: z.array(file).readonly().describe('Files of the recipes.'),
    servers: z.array(z.enum(servers)).readonly(),
  })
  .describe('Runs recipes against servers as their guides leave them.');

const bootsJob = z
  .strictObject({ kind: z.literal('boots'), times: z.int().positive(), json: file.describe('File for the result.') })
  .describe('Measures how long machines take to come up.');

const imagesJob = z.strictObject({ kind: z.literal('images') }).describe('Only makes the images.');

const task = z.discriminatedUnion('kind', [runJob, upJob, matrixJob, bootsJob, imagesJob]);

export const jobSchema = z.strictObject({
  id: z.string().min(1),
  folder: file.describe("The run's folder on the host."),
  content: file.describe('Folder with the pages: `content`.'),
  remakeImages: z.boolean(),
  userNamespace: z.boolean().describe("Machines have users of their own, and not this computer's."),
  memory: z
    .int()
    .positive()
    .optional()
    .describe('Bytes that all machines together may use, disks included; absent: three quarters of what is free.'),
  downloads: z.array(preparedDownload).readonly(),
  task,
});

export type RunJob = z.infer<typeof runJob>;
export type UpJob = z.infer<typeof upJob>;
export type MatrixJob = z.infer<typeof matrixJob>;
export type BootsJob = z.infer<typeof bootsJob>;
export type Task = z.infer<typeof task>;
export type Job = z.infer<typeof jobSchema>;
