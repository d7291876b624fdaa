/** The id of the template in which the built page keeps links to what may be fetched once it has nothing to do (src/site/early-scripts.ts). */
export const whenIdleId = 'when-idle';
