/** The main journey in Firefox. */
import { openFirefox } from './firefox.ts';
import { journey } from './journey.ts';

journey('Firefox', openFirefox);
