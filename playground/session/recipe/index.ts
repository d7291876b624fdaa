/** Runs recipes: in a tab, in Node, and against servers of the lab. */
export { homeHost } from '../../cast.ts';
export { keyOf, readAccount } from './account.ts';
export { type FreshNames, freshNames, newMark, sameNames } from './names.ts';
export { RecipeRun, type RunOptions, runRecipe } from './run.ts';
export { connectToSandbox, type SandboxServers } from './sandbox.ts';
export type * from './types.ts';
export { connectByWebSocket, type WebSocketServers } from './websocket.ts';
