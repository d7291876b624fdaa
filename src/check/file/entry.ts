/** The check as the one file that the site serves. The build puts in where the guides are. */
import { runCheck } from '../command.ts';
import { fileName } from './name.ts';

declare const stanzaboxGuides: string;

await runCheck({ called: `node ${fileName}`, guides: stanzaboxGuides });
