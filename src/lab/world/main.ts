/** The runner inside the world. Started by host/world.ts; not to be called by hand. */
import { readFile } from 'node:fs/promises';
import { ensureImages } from '../machine/image.ts';
import type { Job } from './job.ts';
import { setUpWorld } from './setup.ts';

const job = JSON.parse(await readFile(process.argv[2] ?? '', 'utf8')) as Job;
const world = await setUpWorld(job);
const images = await ensureImages({ remake: job.remakeImages, say: console.log });
console.log(world, images);
process.exit(0);
