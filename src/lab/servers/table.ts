/** All servers that the lab knows. Another one (src/lesson/servers.ts) is a file beside this and a line here. */
import type { ServerName } from '../../lesson/index.ts';
import { ejabberd } from './ejabberd.ts';
import { openfire } from './openfire.ts';
import { prosody } from './prosody.ts';
import type { LabServer } from './server.ts';

export const labServers: Readonly<Record<ServerName, LabServer>> = { prosody, ejabberd, openfire };
