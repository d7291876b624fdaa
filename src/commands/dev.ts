/** `npm run dev`: Astro's development server, for work on the site. What follows `--` goes to `astro dev`. */
import { orExplain } from './report.ts';
import { developSite } from './site.ts';

await orExplain(() => developSite(process.argv.slice(2)));
