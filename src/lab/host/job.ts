/** What the host asks of a world. Passed as a JSON file in the run's folder. */
import type { ServerName } from '../../lesson/index.ts';
import type { PreparedDownload } from './downloads.ts';

export interface RunJob {
  readonly kind: 'run';
  /** Pages to report on, in order; those that they come after are run as well. */
  readonly slugs: readonly string[];
  readonly update: boolean;
  readonly keep: boolean;
  readonly repeat: number;
  /** Nothing from earlier runs but images and packages. */
  readonly cold: boolean;
  readonly json?: string;
  readonly junit?: string;
}

export interface UpJob {
  readonly kind: 'up';
  readonly slug: string;
}

/** Runs recipes against servers as their guides leave them. */
export interface MatrixJob {
  readonly kind: 'matrix';
  /** Files of the recipes. */
  readonly recipes: readonly string[];
  readonly servers: readonly ServerName[];
}

/** Measures how long machines take to come up. */
export interface BootsJob {
  readonly kind: 'boots';
  readonly times: number;
  /** File for the result. */
  readonly json: string;
}

/** Only makes the images. */
export interface ImagesJob {
  readonly kind: 'images';
}

export type Task = RunJob | UpJob | MatrixJob | BootsJob | ImagesJob;

export interface Job {
  readonly id: string;
  /** The run's folder on the host. */
  readonly folder: string;
  /** Folder with the pages: `content`. */
  readonly content: string;
  readonly remakeImages: boolean;
  /** Bytes that all machines together may use, disks included; absent: three quarters of what is free. */
  readonly memory?: number;
  readonly downloads: readonly PreparedDownload[];
  readonly task: Task;
}
