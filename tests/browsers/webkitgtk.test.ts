/** The main journey in WebKitGTK. */

import { journey } from './journey.ts';
import { openWebKitGtk } from './webkitgtk.ts';

journey('WebKitGTK', openWebKitGtk);
