/** All subjects, in the order in which they are asked. */
import type { Subject } from '../world.ts';
import { alternateConnections } from './alternate-connections.ts';
import { contacts } from './contacts.ts';
import { messages } from './messages.ts';
import { published } from './published.ts';
import { registration } from './registration.ts';
import { relays } from './relays.ts';
import { rooms } from './rooms.ts';
import { server } from './server.ts';
import { signIn } from './sign-in.ts';
import { streamManagement } from './stream-management.ts';
import { uploads } from './upload.ts';

export const subjects: readonly Subject[] = Object.freeze([
  signIn,
  server,
  contacts,
  messages,
  published,
  streamManagement,
  rooms,
  uploads,
  relays,
  registration,
  alternateConnections,
]);
