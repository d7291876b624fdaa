/** The XMPP servers that guides set up and recipes ask. A new server is added here, and in the lab. */

/** Those with guides of their own, in the order in which tables list them. */
export const servers = ['prosody', 'ejabberd', 'openfire'] as const;
export type ServerName = (typeof servers)[number];

/** Those that answer recipes. The first one's answer is what the others are compared with. */
export const recipeServers = ['sandbox', ...servers] as const;
export type RecipeServer = (typeof recipeServers)[number];

const displayNames: Readonly<Record<RecipeServer, string>> = {
  sandbox: 'Prosody in the tab',
  prosody: 'Prosody',
  ejabberd: 'ejabberd',
  openfire: 'Openfire',
};

/** As readers know it. */
export const displayName = (server: RecipeServer): string => displayNames[server];
