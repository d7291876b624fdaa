/**
 * What a recipe loads when the reader wants it. Apart from the buttons: each import() brings the list of all files that it needs, which
 * would come with the first visit.
 */
export const player = () => import('./play.ts');
export const editor = () => import('./edit-step.ts');
export const links = () => import('./changed-links.ts');
export const beside = () => import('../dock/beside.ts');
